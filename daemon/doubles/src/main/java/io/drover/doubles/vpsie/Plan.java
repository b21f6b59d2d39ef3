package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import java.util.UUID;

/**
 * A size of server. The document knows it as an offering by its number, apps-v2 as a resource by
 * its identifier.
 *
 * @param monthly US dollars
 * @param places the codes of the datacenters that sell it; empty = all
 * @param available whether there is any of it for now
 * @param withdrawn whether it is no longer sold
 */
public record Plan(
    int number,
    String identifier,
    String name,
    String category,
    int cpu,
    int ramMb,
    int ssdGb,
    int trafficGb,
    BigDecimal monthly,
    Set<String> places,
    boolean available,
    boolean withdrawn) {
  private static final BigDecimal HOURS_IN_A_MONTH = BigDecimal.valueOf(730);

  /** How big a server of a plan is. */
  record Size(int cpu, int ramMb, int ssdGb, int trafficGb) {}

  public Plan {
    places = Set.copyOf(places);
  }

  static Plan of(int number, String name, String category, Size size, String monthly) {
    return new Plan(
        number,
        UUID.nameUUIDFromBytes(("plan " + name).getBytes(UTF_8)).toString(),
        name,
        category,
        size.cpu(),
        size.ramMb(),
        size.ssdGb(),
        size.trafficGb(),
        new BigDecimal(monthly),
        Set.of(),
        true,
        false);
  }

  BigDecimal hourly() {
    return monthly.divide(HOURS_IN_A_MONTH, 5, RoundingMode.HALF_UP);
  }

  boolean soldIn(Datacenter datacenter) {
    return !withdrawn && (places.isEmpty() || places.contains(datacenter.code()));
  }

  boolean goesBy(String reference) {
    return reference.equals(Integer.toString(number))
        || reference.equals(identifier)
        || reference.equals(name);
  }

  public Plan onlyIn(String... codes) {
    return with(monthly, Set.of(codes), available, withdrawn);
  }

  Plan costing(BigDecimal price) {
    return with(price, places, available, withdrawn);
  }

  Plan available(boolean now) {
    return with(monthly, places, now, withdrawn);
  }

  Plan withdrawnNow() {
    return with(monthly, places, available, true);
  }

  private Plan with(
      BigDecimal price, Set<String> soldOnlyIn, boolean nowAvailable, boolean nowWithdrawn) {
    return new Plan(
        number,
        identifier,
        name,
        category,
        cpu,
        ramMb,
        ssdGb,
        trafficGb,
        price,
        soldOnlyIn,
        nowAvailable,
        nowWithdrawn);
  }
}

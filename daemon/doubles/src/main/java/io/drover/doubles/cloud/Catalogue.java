package io.drover.doubles.cloud;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The offerings that a cloud starts with. */
final class Catalogue {
  static final String REGION = "simulated-1";
  private static final BigDecimal SPOT_SHARE = new BigDecimal("0.35");
  private static final List<Size> SIZES =
      List.of(
          new Size("small", 2, 4, "0.0400"),
          new Size("medium", 4, 8, "0.0800"),
          new Size("large", 8, 16, "0.1600"),
          new Size("xlarge", 16, 32, "0.3200"));

  private record Size(String instanceType, int cpu, int memoryGi, String pricePerHour) {}

  private Catalogue() {}

  /** Four sizes in two zones, on demand and as spot at 35 % of the price. */
  public static List<Offering> standard() {
    List<Offering> offerings = new ArrayList<>();
    for (Size size : SIZES) {
      for (String zone : List.of("zone-a", "zone-b")) {
        for (CapacityType capacityType : CapacityType.values()) {
          offerings.add(offering(size, zone, capacityType));
        }
      }
    }
    return List.copyOf(offerings);
  }

  /** Reads offerings from a JSON file in the form of {@code GET /v1/offerings}. */
  public static List<Offering> read(Path file) throws IOException {
    return List.of(Json.MAPPER.readValue(Files.readAllBytes(file), Offering[].class));
  }

  private static Offering offering(Size size, String zone, CapacityType capacityType) {
    BigDecimal price = new BigDecimal(size.pricePerHour);
    if (capacityType == CapacityType.SPOT) {
      price = price.multiply(SPOT_SHARE).setScale(4, RoundingMode.HALF_UP);
    }
    return new Offering(
        size.instanceType,
        zone,
        capacityType,
        price.toPlainString(),
        Map.of(
            "cpu",
            Integer.toString(size.cpu),
            "memory",
            size.memoryGi + "Gi",
            "pods",
            "110",
            "ephemeral-storage",
            "100Gi"),
        Map.of(
            "kubernetes.io/arch",
            "amd64",
            "kubernetes.io/os",
            "linux",
            "node.kubernetes.io/instance-type",
            size.instanceType,
            "topology.kubernetes.io/zone",
            zone,
            Offering.REGION_LABEL,
            REGION));
  }
}

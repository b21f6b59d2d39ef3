package io.drover.doubles.vpsie;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is sold where, and how much of it there is. Plans go by number, identifier or name, data
 * centres by number, identifier or code.
 */
public final class Market {
  private final List<Datacenter> datacenters = new ArrayList<>(StandardCatalogue.datacenters());
  private final List<Plan> plans = new ArrayList<>(StandardCatalogue.plans());
  private final Map<Shelf, Integer> stock = new HashMap<>();

  private record Shelf(int plan, int datacenter) {}

  public synchronized List<Datacenter> datacenters() {
    return List.copyOf(datacenters);
  }

  public synchronized List<Plan> plans() {
    return List.copyOf(plans);
  }

  public Plan plan(String reference) {
    return plans().stream()
        .filter(plan -> plan.goesBy(reference))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no plan " + reference));
  }

  public Datacenter datacenter(String reference) {
    return datacenters().stream()
        .filter(datacenter -> datacenter.goesBy(reference))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no datacenter " + reference));
  }

  /** From now on that many servers of the plan may live in the datacenter at a time. */
  public synchronized void stock(String plan, String datacenter, int servers) {
    stock.put(new Shelf(plan(plan).number(), datacenter(datacenter).number()), servers);
  }

  /** From now on there is no end of the plan in the datacenter. */
  public synchronized void restock(String plan, String datacenter) {
    stock.remove(new Shelf(plan(plan).number(), datacenter(datacenter).number()));
  }

  /** The plan is no longer listed and no longer sold; servers of it live on. */
  public synchronized void withdraw(String plan) {
    plans.replaceAll(changed(plan(plan), Plan::withdrawnNow));
  }

  /** There is some of the plan, or none anywhere for now; the document still lists it. */
  public synchronized void offer(String plan, boolean available) {
    plans.replaceAll(changed(plan(plan), found -> found.available(available)));
  }

  public synchronized void price(String plan, BigDecimal monthly) {
    plans.replaceAll(changed(plan(plan), found -> found.costing(monthly)));
  }

  /** The datacenter takes new servers, or does not for now; it stays listed. */
  public synchronized void activate(String datacenter, boolean active) {
    datacenters.replaceAll(
        changed(datacenter(datacenter), found -> found.being(active, found.deleted())));
  }

  /** The datacenter is there again, and takes new servers. */
  public synchronized void reopen(String datacenter) {
    datacenters.replaceAll(changed(datacenter(datacenter), found -> found.being(true, false)));
  }

  /** The datacenter is gone; servers in it live on. */
  public synchronized void close(String datacenter) {
    datacenters.replaceAll(changed(datacenter(datacenter), found -> found.being(false, true)));
  }

  /** How many servers of the plan may live in the datacenter at a time; empty = no limit. */
  synchronized Optional<Integer> stock(Plan plan, Datacenter datacenter) {
    return Optional.ofNullable(stock.get(new Shelf(plan.number(), datacenter.number())));
  }

  private static <T> UnaryOperator<T> changed(T wanted, UnaryOperator<T> change) {
    return found -> found.equals(wanted) ? change.apply(found) : found;
  }
}

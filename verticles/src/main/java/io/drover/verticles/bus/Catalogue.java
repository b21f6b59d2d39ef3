package io.drover.verticles.bus;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.ProviderName;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the providers of node groups offer, asked for page by page and kept a while. What is not
 * offered any more is remembered as withdrawn for as long as nodes of it may be on their way.
 */
public final class Catalogue {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final int MOST_PAGES = 1_000;

  private final Bus bus;
  private final Clock clock;
  private final Runnable changed;
  private final Map<ProviderName, List<OfferingFact>> offerings = new HashMap<>();
  private final Map<ProviderName, Map<OfferingId, Former>> former = new HashMap<>();
  private final Map<ProviderName, Instant> askAgain = new HashMap<>();

  /** An offering, and since when it is not offered any more. */
  private record Former(OfferingFact offering, Instant since) {}

  /**
   * A catalogue that has not asked yet.
   *
   * @param changed run after each change
   */
  public Catalogue(Bus bus, Clock clock, Runnable changed) {
    this.bus = bus;
    this.clock = clock;
    this.changed = changed;
  }

  /** By provider; one that is missing has not told its offerings. */
  public Map<ProviderName, List<OfferingFact>> offerings() {
    return Map.copyOf(offerings);
  }

  /** Asks each provider of the groups whose answer is missing or old. */
  public void refresh(Collection<NodeGroupFact> groups) {
    groups.forEach(group -> refresh(group.spec().provider()));
  }

  /** Asks the provider if its answer is missing or old. */
  public void refresh(ProviderName provider) {
    Instant now = clock.steady();
    if (!now.isBefore(askAgain.getOrDefault(provider, Instant.MIN))) {
      askAgain.put(provider, now.plus(DEADLINE));
      read(provider);
    }
  }

  private void read(ProviderName provider) {
    page(provider, "", new ArrayList<>(), 0)
        .onSuccess(
            sold -> {
              askAgain.put(provider, clock.steady().plus(KEPT));
              List<OfferingFact> all = known(provider, sold);
              if (!all.equals(offerings.put(provider, all))) {
                changed.run();
              }
            })
        .onFailure(unanswered -> askAgain.put(provider, clock.steady().plus(RETRY)));
  }

  private List<OfferingFact> known(ProviderName provider, List<OfferingFact> sold) {
    Instant now = clock.steady();
    Map<OfferingId, Former> gone = former.computeIfAbsent(provider, any -> new LinkedHashMap<>());
    offerings.getOrDefault(provider, List.of()).stream()
        .filter(OfferingFact::sold)
        .forEach(one -> gone.put(one.id(), new Former(one.remembered(), now)));
    sold.forEach(one -> gone.remove(one.id()));
    gone.values().removeIf(one -> one.since().plus(REMEMBERED).isBefore(now));
    List<OfferingFact> all = new ArrayList<>(sold);
    gone.values().forEach(one -> all.add(one.offering()));
    return List.copyOf(all);
  }

  private Future<List<OfferingFact>> page(
      ProviderName provider, String continuation, List<OfferingFact> sofar, int pages) {
    if (pages >= MOST_PAGES) {
      return Future.failedFuture("more than " + MOST_PAGES + " pages of offerings");
    }
    return bus.ask(
            Accounts.command(provider), new ProviderCommand.Offerings(continuation), DEADLINE)
        .compose(
            answer -> {
              if (!(answer instanceof ProviderAnswer.Offered offered)) {
                return Future.failedFuture("offerings of " + provider + ": " + answer);
              }
              sofar.addAll(offered.offerings());
              return offered.continuation().isEmpty()
                  ? Future.succeededFuture(List.copyOf(sofar))
                  : page(provider, offered.continuation(), sofar, pages + 1);
            });
  }
}

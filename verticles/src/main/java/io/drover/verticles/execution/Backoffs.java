package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeGroupFact.Backoff;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.FactMirror;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a group does not buy for a while, as the ledger records it: an offering that failed, or
 * nothing at all where the failure was not the offering's or the account itself fails.
 */
final class Backoffs {
  /** Of a hold that no purchase has caused: it goes as soon as the account works. */
  private static final int NO_FAILURE = 0;

  private static final Duration HELD = Duration.ofMinutes(10);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(30);

  private final ExecutionHouse house;
  private final FactMirror mirror;
  private final Ledger ledger;
  private final Set<GroupName> changing = new HashSet<>();

  Backoffs(ExecutionHouse house, FactMirror mirror, Ledger ledger) {
    this.house = house;
    this.mirror = mirror;
    this.ledger = ledger;
  }

  /**
   * Leaves out for a while, which doubles with each failure, what failed; completes when that is
   * recorded. Several that fail together count once.
   *
   * @param what an offering, or {@link Backoff#EVERY_OFFERING}
   */
  Future<Void> failed(GroupName name, String what, String reason, Token token) {
    return ledger.backoffs(
        name,
        group -> {
          Instant now = now();
          Backoff old = group.history().backoffs().get(what);
          if (old != null && old.failures() > NO_FAILURE && now.isBefore(old.until())) {
            return Optional.empty();
          }
          int failures = old == null ? 1 : old.failures() + 1;
          return with(group, what, new Backoff(now.plus(wait(group, failures)), failures, reason));
        },
        token);
  }

  private Duration wait(NodeGroupFact group, int failures) {
    Duration first = group.spec().behaviour().scaleUp().cooldownAfterFailure();
    return new io.drover.verticles.time.Backoff(first.compareTo(LEAST) < 0 ? LEAST : first, MOST)
        .after(failures, house.time().chance());
  }

  /** Forgets the failures of an offering that was given after its time in backoff was over. */
  void succeeded(GroupName name, OfferingId offering, Token token) {
    Instant now = now();
    boolean over =
        mirror.world().flatMap(world -> world.group(name)).stream()
            .flatMap(group -> Backoff.of(group, offering))
            .anyMatch(backoff -> !now.isBefore(backoff.until()));
    if (over) {
      told(name, ledger.backoffs(name, group -> without(group, offering), token));
    }
  }

  private Optional<Map<String, Backoff>> without(NodeGroupFact group, OfferingId offering) {
    Map<String, Backoff> left = new TreeMap<>(group.history().backoffs());
    Instant now = now();
    for (String what : Set.of(offering.toString(), Backoff.EVERY_OFFERING)) {
      left.computeIfPresent(what, (any, it) -> now.isBefore(it.until()) ? it : null);
    }
    return Optional.of(left);
  }

  /** While its account fails for good the group buys nothing, and once it works, again. */
  void hold(NodeGroupFact group, boolean failing, String reason, Token token) {
    if (!changes(group, failing) || !changing.add(group.name())) {
      return;
    }
    Future<Void> changed =
        ledger.backoffs(
            group.name(),
            newest -> changes(newest, failing) ? held(newest, failing, reason) : Optional.empty(),
            token);
    told(group.name(), changed);
    changed.onComplete(done -> changing.remove(group.name()));
  }

  private boolean changes(NodeGroupFact group, boolean failing) {
    Backoff now = group.history().backoffs().get(Backoff.EVERY_OFFERING);
    return failing
        ? now == null || now.until().isBefore(now().plus(HELD.dividedBy(2)))
        : now != null && now.failures() == NO_FAILURE;
  }

  private Optional<Map<String, Backoff>> held(NodeGroupFact group, boolean failing, String reason) {
    if (failing) {
      return with(group, Backoff.EVERY_OFFERING, new Backoff(now().plus(HELD), NO_FAILURE, reason));
    }
    Map<String, Backoff> left = new TreeMap<>(group.history().backoffs());
    left.remove(Backoff.EVERY_OFFERING);
    return Optional.of(left);
  }

  private static Optional<Map<String, Backoff>> with(
      NodeGroupFact group, String what, Backoff backoff) {
    Map<String, Backoff> more = new TreeMap<>(group.history().backoffs());
    more.put(what, backoff);
    return Optional.of(more);
  }

  private void told(GroupName name, Future<Void> written) {
    written.onFailure(
        lost ->
            house.journal(
                "ledger", Map.of("group", name.value()), "", "not written: " + lost.getMessage()));
  }

  private Instant now() {
    return house.time().clock().now();
  }
}

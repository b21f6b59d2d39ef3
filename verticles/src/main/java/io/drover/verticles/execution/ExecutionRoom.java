package io.drover.verticles.execution;

import io.drover.rules.facts.World;
import io.drover.rules.safety.ApprovedPlan;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.Settlement;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out approved plans for one cluster: records the intents, then drives every life until it
 * is told. After a start it takes up every life where its record stands.
 */
public final class ExecutionRoom {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration SETTLING = Duration.ofMillis(50);

  private final ExecutionHouse house;
  private final ExecutionSettings settings;
  private final FactMirror mirror;
  private final Ledger ledger;
  private final Sightings sightings;
  private final Lives lives;
  private final Intents intents;
  private List<String> orphans = List.of();
  private Future<?> carrying = Future.succeededFuture();
  private boolean lookDue;

  public ExecutionRoom(ExecutionSettings settings, ExecutionHouse house) {
    this.house = house;
    this.settings = settings;
    this.mirror =
        new FactMirror(
            house.line().bus(),
            house.line().rooms(),
            house.time().timers(),
            "execution",
            this::changed);
    this.ledger = new Ledger(house, mirror);
    this.sightings = new Sightings(house, settings, mirror::world, this::changed);
    Machines machines = new Machines(house, settings, ledger, sightings);
    this.lives =
        new Lives(house, settings, mirror, sightings, new Deeds(house, settings, machines));
    this.intents = new Intents(house, mirror, ledger);
  }

  public Future<Void> start() {
    house.ownership().onChange(this::changed);
    return mirror
        .start()
        .compose(ok -> house.line().bus().answer(house.line().rooms().execute(), this::carryOut))
        .onSuccess(listening -> tick())
        .mapEmpty();
  }

  /** One plan after the other: each must see what the one before has recorded. */
  private Future<Settlement> carryOut(ApprovedPlan plan) {
    Future<Settlement> mine = carrying.transform(before -> carryOutAlone(plan));
    carrying = mine;
    return mine;
  }

  private Future<Settlement> carryOutAlone(ApprovedPlan plan) {
    Optional<Claim> claim = house.ownership().current();
    if (mirror.world().isEmpty() || claim.isEmpty() || !settings.observeOnly().isEmpty()) {
      return Future.succeededFuture(Settlement.NOTHING);
    }
    return intents
        .record(plan, claim.get().token())
        .onSuccess(
            settlement -> {
              settlement
                  .failed()
                  .forEach(text -> house.journal("intent", Map.of("plan", plan.id()), "", text));
              look();
            });
  }

  /** Many changes in a row are looked at once. */
  private void changed() {
    if (!lookDue) {
      lookDue = true;
      house
          .time()
          .timers()
          .after(
              SETTLING,
              () -> {
                lookDue = false;
                look();
              });
    }
  }

  private void look() {
    if (settings.observeOnly().isEmpty()) {
      mirror.world().ifPresent(lives::look);
    }
  }

  private void tick() {
    house.time().timers().after(TICK, this::tick);
    Optional<World> world = mirror.world();
    Optional<Claim> claim = house.ownership().current();
    if (world.isPresent() && claim.isPresent() && settings.observeOnly().isEmpty()) {
      sightings.refresh(lives.providers(world.get()));
      ledger.refresh(world.get(), claim.get().token());
      tellOrphans(world.get());
    }
  }

  /** A machine of ours without a record is told, never swept. */
  private void tellOrphans(World world) {
    List<String> now = sightings.withoutRecord(world);
    if (!now.equals(orphans)) {
      orphans = now;
      house.journal(
          "orphans", Map.of(), "TOO_MANY_WITHOUT_RECORD", "machines without a record: " + now);
    }
  }
}

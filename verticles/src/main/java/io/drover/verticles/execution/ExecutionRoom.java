package io.drover.verticles.execution;

import io.drover.rules.facts.World;
import io.drover.rules.safety.ApprovedPlan;
import io.drover.verticles.bus.Accounts;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.Settlement;
import io.drover.verticles.bus.ViewState;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private final Strays strays;
  private final Lives lives;
  private final Intents intents;
  private final Joining joining;
  private final Helping helping;
  private final Absences absences;
  private final Milestones milestones;
  private final Foundlings foundlings;
  private final Closing closing;
  private final Watchdog watchdog;
  private final AccountsWord accounts = new AccountsWord();
  private Set<String> toldOfPlans = Set.of();
  private Future<?> carrying = Future.succeededFuture();
  private boolean lookDue;
  private Instant provenAt = Instant.MIN;

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
    this.sightings = new Sightings(house, settings, mirror::world, this::changed);
    this.strays = new Strays(house, sightings);
    this.ledger = new Ledger(house, mirror, strays);
    Records records = new Records(house, mirror);
    Allotment allotment = new Allotment(house, sightings);
    Machines.Books books =
        new Machines.Books(
            mirror::world,
            ledger,
            new Backoffs(house, mirror, ledger),
            accounts,
            sightings,
            records,
            allotment);
    Machines machines = new Machines(house, settings, books);
    Deeds deeds = new Deeds(house, settings, strays, machines);
    this.joining = new Joining(house, ledger);
    this.helping = new Helping(house, ledger);
    this.absences = new Absences(house);
    this.milestones = new Milestones(house, sightings);
    this.lives =
        new Lives(
            house,
            settings,
            mirror,
            new Lives.Hands(
                sightings, records, allotment, deeds, joining, helping, absences, milestones));
    this.watchdog = new Watchdog(house, books, machines);
    this.closing = new Closing(house, mirror);
    this.foundlings = new Foundlings(house, mirror, sightings, strays, ledger);
    this.intents = new Intents(house, mirror, new Intents.Books(ledger, strays, closing));
  }

  public Future<Void> start() {
    house.ownership().onChange(this::changed);
    return mirror
        .start()
        .compose(ok -> house.line().bus().listen(house.line().rooms().view(), this::viewed))
        .compose(ok -> house.line().bus().listen(Accounts.state(), accounts::heard))
        .compose(ok -> house.line().bus().answer(house.line().rooms().execute(), this::carryOut))
        .onSuccess(listening -> tick())
        .mapEmpty();
  }

  private void viewed(ViewState view) {
    provenAt = view.complete() ? view.provenAt() : Instant.MIN;
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
              tell(plan, settlement);
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

  /** The same hindrance of plan after plan is told once. */
  private void tell(ApprovedPlan plan, Settlement settlement) {
    Set<String> now = new LinkedHashSet<>(settlement.failed());
    now.stream()
        .filter(text -> !toldOfPlans.contains(text))
        .forEach(text -> house.journal("intent", Map.of("plan", plan.id()), "", text));
    toldOfPlans = now;
  }

  private void look() {
    if (settings.observeOnly().isEmpty()) {
      mirror.world().ifPresent(this::look);
    }
  }

  /** The newest lists are judged first: a life must not act on machines of too many strays. */
  private void look(World world) {
    house
        .ownership()
        .current()
        .ifPresent(
            claim -> {
              sightings.under(claim.token());
              sightings.refresh(world);
              strays.look(world, claim.token());
              absences.look(world, claim.token(), provenAt);
            });
    milestones.look(world);
    lives.look(world);
  }

  private void tick() {
    house.time().timers().after(TICK, this::tick);
    Optional<World> world = mirror.world();
    Optional<Claim> claim = house.ownership().current();
    if (world.isPresent() && claim.isPresent() && settings.observeOnly().isEmpty()) {
      sightings.under(claim.get().token());
      sightings.refresh(world.get());
      strays.look(world.get(), claim.get().token());
      foundlings.look(world.get(), claim.get().token(), provenAt);
      joining.look(world.get(), claim.get().token());
      helping.look(world.get(), claim.get().token());
      closing.look(world.get(), claim.get().token());
      watchdog.look(world.get(), claim.get().token());
      ledger.refresh(world.get(), claim.get().token());
    }
  }
}

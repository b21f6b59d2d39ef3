package io.drover.verticles.provider.vpsie;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.shapes.Page;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.wire.Datacenter;
import io.drover.verticles.provider.vpsie.wire.Plan;
import io.drover.verticles.provider.vpsie.wire.PriceList;
import io.drover.verticles.provider.vpsie.wire.Profile;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the account sells, read whole, and from memory until it has become old. */
final class OfferingShelf {
  private static final Logger LOG = LoggerFactory.getLogger(OfferingShelf.class);

  /** What a machine keeps for its system; a guess that its Node corrects. */
  private static final Resources KEPT_BACK = Resources.of(100, 256L << 20, 0);

  private static final long PODS = 110;
  private static final Duration SHUT = Duration.ofSeconds(10);
  private static final long GIGABYTE = 1_000_000_000;

  private final Pipeline pipeline;
  private final VpsieAccount account;
  private final PriceList prices;
  private final Clock clock;
  private final Pages<Datacenter> datacenters;
  private final Snapshots<OfferingFact> snapshots;
  private final NextRead<List<OfferingFact>> read;
  private List<OfferingFact> offerings = List.of();
  private Instant oldAt;
  private Set<String> closed = Set.of();
  private @Nullable FarEndFailed shut;

  OfferingShelf(Pipeline pipeline, VpsieAccount account, PriceList prices, Clock clock) {
    this.pipeline = pipeline;
    this.account = account;
    this.prices = prices;
    Profile profile = account.access().shape().profile();
    this.clock = clock;
    int size = account.lists().pageSize();
    this.datacenters =
        new Pages<>(
            pipeline,
            profile.begin(),
            from -> profile.datacenters(from, size),
            profile::readDatacenters,
            Datacenter::id);
    this.snapshots = new Snapshots<>(size);
    this.read = new NextRead<>(this::readAll);
    this.oldAt = clock.steady();
  }

  Future<Page<OfferingFact>> page(String continuation) {
    return snapshots.page(continuation, this::current);
  }

  /** Something is not sold as it was: the next who asks has everything read anew. */
  void doubt() {
    oldAt = clock.steady();
  }

  /** Whether the account still sells that; read anew, for somebody was refused it. */
  Future<Boolean> sells(OfferingId offering) {
    doubt();
    return current().map(all -> all.stream().anyMatch(one -> one.id().equals(offering)));
  }

  /** An account that does not answer must not seem to: then it is asked whatever is remembered. */
  private Future<List<OfferingFact>> current() {
    if (!clock.steady().isBefore(oldAt) || !pipeline.answering()) {
      return read.get();
    }
    return shut == null ? Future.succeededFuture(offerings) : Future.failedFuture(shut);
  }

  private Future<List<OfferingFact>> readAll() {
    return datacenters
        .all()
        .compose(
            all -> {
              List<Datacenter> open = chosen(all.items());
              return open.isEmpty()
                  ? allShut(all.items())
                  : plans(open).map(plans -> facts(plans, open));
            })
        .onSuccess(
            all -> {
              offerings = all;
              shut = null;
              oldAt = clock.steady().plus(account.sale().age());
            });
  }

  /** Told for a while without asking: many ask, and often, while nothing is sold. */
  private Future<List<OfferingFact>> allShut(List<Datacenter> all) {
    List<String> wanted = account.sale().datacenters();
    String which =
        wanted.isEmpty()
            ? "no datacenter of VPSie takes"
            : "none of the datacenters " + wanted + " takes";
    String others =
        all.stream()
            .filter(Datacenter::open)
            .map(one -> one.names().isEmpty() ? one.id() : one.names().getFirst())
            .collect(Collectors.joining(", "));
    FarEndFailed denied =
        new FarEndFailed(
            ProviderFailure.Denied.whatever(
                "account "
                    + account.name()
                    + ": "
                    + which
                    + " servers; choose others under vpsie.datacenters, or wait. Those that do: "
                    + (others.isEmpty() ? "none" : others)));
    shut = denied;
    oldAt = clock.steady().plus(SHUT);
    return Future.failedFuture(denied);
  }

  private List<Datacenter> chosen(List<Datacenter> all) {
    List<String> wanted = account.sale().datacenters();
    List<Datacenter> open =
        all.stream()
            .filter(Datacenter::open)
            .filter(one -> wanted.isEmpty() || wanted.stream().anyMatch(one::isCalled))
            .toList();
    Set<String> missing = new HashSet<>(wanted);
    missing.removeIf(name -> open.stream().anyMatch(one -> one.isCalled(name)));
    if (!missing.equals(closed)) {
      closed = Set.copyOf(missing);
      if (!missing.isEmpty()) {
        LOG.atWarn()
            .addKeyValue("provider", account.name())
            .addKeyValue("error", missing)
            .log("datacenters are not there or take no servers; nothing is bought in them");
      }
    }
    return open;
  }

  private Future<List<Plan>> plans(List<Datacenter> open) {
    List<Plan> all = new ArrayList<>();
    Future<Void> each = Future.succeededFuture();
    for (String scope : prices.planScopes(open)) {
      each = each.compose(before -> plans(scope)).onSuccess(all::addAll).mapEmpty();
    }
    return each.map(done -> all);
  }

  private Future<List<Plan>> plans(String scope) {
    String image = account.defaults().getOrDefault(GroupSettings.Key.OS_IMAGE.word(), "");
    int size = account.lists().pageSize();
    return new Pages<>(
            pipeline,
            prices.begin(),
            from -> prices.plans(scope, image, from, size),
            (answer, from) -> prices.readPlans(answer, scope, from),
            plan -> plan.id() + "@" + plan.datacenter())
        .all()
        .map(Pages.Whole::items)
        .recover(
            failed ->
                // A datacenter that has gone since the list of them takes nothing else with it.
                OwnedServer.notThere(failed)
                    ? Future.succeededFuture(List.of())
                    : Future.failedFuture(failed));
  }

  private List<OfferingFact> facts(List<Plan> plans, List<Datacenter> open) {
    List<OfferingFact> facts = new ArrayList<>();
    for (Plan plan : plans) {
      open.stream()
          .filter(one -> plan.sold())
          .filter(one -> plan.datacenter().isEmpty() || one.isCalled(plan.datacenter()))
          .forEach(one -> facts.add(fact(plan, one)));
    }
    return List.copyOf(facts);
  }

  private OfferingFact fact(Plan plan, Datacenter datacenter) {
    Resources capacity =
        Resources.of(
            Map.of(
                Resources.CPU,
                plan.cpus() * 1_000,
                Resources.MEMORY,
                plan.ramMb() << 20,
                "ephemeral-storage",
                plan.diskGb() * GIGABYTE,
                Resources.PODS,
                PODS));
    return new OfferingFact(
        account.name(),
        new OfferingId(plan.id(), datacenter.id(), OfferingId.ON_DEMAND),
        Price.perHour(plan.hourly().toPlainString()),
        capacity,
        capacity.minus(KEPT_BACK).max(Resources.NONE),
        Map.of());
  }
}

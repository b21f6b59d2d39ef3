package io.drover.daemon.wiring;

import io.drover.daemon.config.ClusterConfig;
import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.config.Mode;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.Freeze;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.RemovalLimits;
import io.drover.rules.safety.Limits;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.VertxBus;
import io.drover.verticles.cluster.BusClusterActions;
import io.drover.verticles.cluster.ClusterRoom;
import io.drover.verticles.cluster.ClusterVerticle;
import io.drover.verticles.cluster.ConfiguredGroups;
import io.drover.verticles.execution.ExecutionHouse;
import io.drover.verticles.execution.ExecutionRoom;
import io.drover.verticles.execution.ExecutionSettings;
import io.drover.verticles.execution.ProviderExecutionVerticle;
import io.drover.verticles.locks.BusOwnership;
import io.drover.verticles.locks.LeaseOwnership;
import io.drover.verticles.planning.PlanningRoom;
import io.drover.verticles.planning.PlanningSettings;
import io.drover.verticles.planning.ScalePlanningVerticle;
import io.drover.verticles.provider.Askers;
import io.drover.verticles.provider.BusNodeProvider;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.safety.SafetyCheckingVerticle;
import io.drover.verticles.safety.SafetyRoom;
import io.drover.verticles.time.Backoff;
import io.drover.verticles.time.VertxTime;
import io.drover.verticles.time.WallClockBudget;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the rooms of each configured cluster, and goes on trying where one does not answer. Rooms
 * of different clusters share nothing but the process.
 */
final class ServedClusters {
  private static final Logger LOG = LoggerFactory.getLogger(ServedClusters.class);
  private static final Backoff RETRY = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
  private static final Duration ORDER_DEADLINE = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final VertxTime time;
  private final VertxBus bus;
  private final Front front;
  private final Parts parts;
  private final ClusterSource source;
  private final Claims claims;
  private final Secrets secrets;
  private final ConcurrentMap<String, ClusterSource.Groups> groups = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Rooms> served = new ConcurrentHashMap<>();
  private final Set<String> attached = ConcurrentHashMap.newKeySet();

  ServedClusters(
      Vertx vertx, VertxBus bus, Front front, Parts parts, Claims claims, Secrets secrets) {
    this.vertx = vertx;
    this.time = new VertxTime(vertx);
    this.bus = bus;
    this.front = front;
    this.parts = parts;
    this.source = parts.clusters().on(vertx);
    this.claims = claims;
    this.secrets = secrets;
  }

  /** Begins to serve every configured cluster. */
  void open() {
    parts
        .config()
        .clusters()
        .forEach(
            (name, config) -> {
              tell(name, "connecting");
              attempt(name, config, 1);
            });
  }

  /** The rooms of the clusters that are served now, by name. */
  Map<String, Rooms> served() {
    return Map.copyOf(served);
  }

  /**
   * Those of them that no other member owns: it keeps the view of its clusters fresh, and tells
   * what other policies would decide there.
   */
  Map<String, Rooms> own() {
    Map<String, Rooms> own = new HashMap<>(served);
    own.keySet().removeIf(claims::elsewhere);
    return own;
  }

  private void tell(String cluster, String waiting) {
    front
        .at(
            () -> {
              front.desk().expectCluster(cluster, waiting);
              return Future.succeededFuture();
            })
        .onFailure(
            closed -> LOG.atDebug().addKeyValue("cluster", cluster).log("front is not open"));
  }

  private void attempt(String name, ClusterConfig config, int number) {
    vertx
        .deployVerticle(new ClusterVerticle(home -> serve(name, config, home)))
        .onSuccess(
            open -> {
              tell(name, "");
              LOG.atInfo().addKeyValue("cluster", name).log("cluster is served");
            })
        .onFailure(
            failure -> {
              String why = String.valueOf(failure.getMessage());
              tell(name, why);
              if (number == 1 || number % 10 == 0) {
                LOG.atWarn()
                    .addKeyValue("cluster", name)
                    .addKeyValue("error", why)
                    .log("cluster cannot be served yet");
              }
              time.after(RETRY.after(number, time), () -> attempt(name, config, number + 1));
            });
  }

  private Future<Runnable> serve(String name, ClusterConfig config, Context home) {
    return source
        .connect(name, config, home)
        .map(connected -> restrained(name, config, connected, home))
        .compose(
            connected ->
                connected
                    .cluster()
                    .uid()
                    .compose(uid -> known(name, uid, config))
                    .compose(uid -> rooms(name, config, new Rooms(uid), connected, home))
                    .onFailure(failed -> connected.cluster().close()));
  }

  private Future<String> known(String name, String uid, ClusterConfig config) {
    return new KnownClusters(parts.config().stateDirectory()).confirm(name, uid, config.uid());
  }

  private Future<Runnable> rooms(
      String name,
      ClusterConfig config,
      Rooms rooms,
      ClusterSource.Connected connected,
      Context home) {
    String observeOnly = connected.observeOnly();
    LeaseOwnership claim = claims.open(name, rooms, connected.cluster(), home);
    ClusterRoom room = new ClusterRoom(connected.cluster(), claim, bus, rooms, time);
    groups.put(name, connected.groups());
    secrets.reach(name, connected.secrets());
    return attach(name, rooms)
        .compose(attended -> applyGroups(name, GroupSpecs.of(parts.config(), name)))
        .compose(applied -> room.start())
        .compose(listed -> deploy(rooms, config, observeOnly))
        .compose(
            deployed ->
                new Intakes(vertx, time, bus, secrets)
                    .metrics(config.metrics(), connected.usage(), rooms))
        .compose(deployed -> claims.start(name))
        .onSuccess(claimed -> served.put(name, rooms))
        .map(
            claimed ->
                () -> {
                  served.remove(name);
                  claims.close(name);
                  room.stop();
                });
  }

  /** Once for each cluster, however often it is tried: the desk would hear everything twice. */
  private Future<Void> attach(String name, Rooms rooms) {
    return attached.add(name)
        ? front.at(() -> front.desk().attach(name, rooms))
        : Future.succeededFuture();
  }

  /** Nothing but the claim is written to a cluster that is only observed. */
  private ClusterSource.Connected restrained(
      String name, ClusterConfig config, ClusterSource.Connected connected, Context home) {
    String observeOnly = observeOnly(config, connected);
    if (observeOnly.isEmpty()) {
      return connected;
    }
    ConfiguredGroups cluster =
        new ConfiguredGroups(
            connected.cluster(),
            group ->
                LOG.atWarn()
                    .addKeyValue("cluster", name)
                    .addKeyValue("group", group.value())
                    .log("node group differs from the configuration; the cluster's is used"));
    return new ClusterSource.Connected(
        cluster,
        observeOnly,
        specs -> configure(cluster, specs, home),
        connected.usage(),
        connected.secrets());
  }

  private static Future<Map<String, String>> configure(
      ConfiguredGroups cluster, Map<GroupName, GroupSpec> specs, Context home) {
    Promise<Map<String, String>> taken = Promise.promise();
    home.runOnContext(
        any -> {
          cluster.configure(specs);
          taken.complete(Map.of());
        });
    return taken.future();
  }

  private String observeOnly(ClusterConfig config, ClusterSource.Connected connected) {
    if (!connected.observeOnly().isEmpty()) {
      return connected.observeOnly();
    }
    if (parts.observe()) {
      return "the daemon was started with --observe";
    }
    return config.mode() == Mode.OBSERVE ? "the cluster's mode is Observe" : "";
  }

  /** Applies groups to a cluster that is served; what is refused is told and nothing is lost. */
  Future<Void> applyGroups(String cluster, Map<GroupName, GroupSpec> specs) {
    ClusterSource.Groups target = groups.get(cluster);
    if (target == null) {
      return Future.succeededFuture();
    }
    return target
        .apply(specs)
        .onSuccess(
            refused ->
                refused.forEach(
                    (group, why) ->
                        LOG.atWarn()
                            .addKeyValue("cluster", cluster)
                            .addKeyValue("group", group)
                            .addKeyValue("reason", why)
                            .log("node group was not applied")))
        .mapEmpty();
  }

  private Future<Void> deploy(Rooms rooms, ClusterConfig cluster, String observeOnly) {
    DeploymentOptions worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    return vertx
        .deployVerticle(
            new SafetyCheckingVerticle(
                () -> new BusOwnership(bus, rooms, time),
                own -> safety(rooms, cluster, observeOnly, own)),
            worker)
        .compose(
            ok ->
                vertx.deployVerticle(
                    new ProviderExecutionVerticle(
                        () -> new BusOwnership(bus, rooms, time),
                        own -> execution(rooms, observeOnly, own, claims.underWay(rooms)))))
        .compose(
            ok ->
                vertx.deployVerticle(
                    new ScalePlanningVerticle(() -> planning(rooms, cluster, observeOnly)), worker))
        .mapEmpty();
  }

  private PlanningRoom planning(Rooms rooms, ClusterConfig cluster, String observeOnly) {
    DroverConfig config = parts.config();
    Duration usageMaxAge = cluster.metrics() == null ? null : cluster.metrics().maxAge();
    return new PlanningRoom(
        new PlanningSettings(
            config.timings().batchIdle(),
            config.timings().batchMax(),
            config.timings().planDeadline(),
            config.timings().planInterval(),
            config.timings().viewMaxAge(),
            usageMaxAge,
            observeOnly,
            settings(cluster)),
        new PlanningRoom.House(bus, rooms, time, time, time, time, WallClockBudget::new));
  }

  /** UTC is always told: rules of the shipped folder may count on it. */
  private ClusterSettings settings(ClusterConfig cluster) {
    Set<ZoneId> zones = new HashSet<>(cluster.timeZones());
    zones.addAll(ClusterSettings.DEFAULT.zones());
    return new ClusterSettings(
        cluster.expendablePodsBelow(),
        zones,
        cluster.pendingTime(),
        Set.copyOf(cluster.ignoredNamespaces()),
        cluster.freezes().stream()
            .map(one -> new Freeze(one.from(), one.until(), one.reason()))
            .toList(),
        cluster.noteMaxAge(),
        removals(),
        GroupSpecs.made(cluster.newGroups()));
  }

  private SafetyRoom safety(
      Rooms rooms, ClusterConfig cluster, String observeOnly, BusOwnership own) {
    return new SafetyRoom(
        new SafetyRoom.SafetySettings(
            limits(cluster), parts.config().timings().stepDeadline(), observeOnly),
        new SafetyRoom.House(bus, rooms, time, time, own));
  }

  private Limits limits(ClusterConfig cluster) {
    DroverConfig config = parts.config();
    return new Limits(
        config.timings().viewMaxAge(),
        config.safety().maxNodesPerPlan(),
        config.safety().maxRemovalsPerWindow().nodes(),
        config.safety().maxRemovalsPerWindow().window(),
        GroupSpecs.limit(config.safety().disruptionBudget()),
        config.safety().maxUnhealthy().fraction(),
        config.safety().maxRequestedAfterRemoval().fraction(),
        cluster.expendablePodsBelow(),
        removals(),
        GroupSpecs.minimum(cluster.minimum()),
        GroupSpecs.made(cluster.newGroups()));
  }

  private RemovalLimits removals() {
    return new RemovalLimits(
        parts.config().safety().maxRemovalsAtOnce(), parts.config().safety().maxDrainsAtOnce());
  }

  private ExecutionRoom execution(
      Rooms rooms, String observeOnly, BusOwnership own, CallsUnderWay underWay) {
    return new ExecutionRoom(
        ExecutionSettings.of(parts.config().installation(), observeOnly),
        new ExecutionHouse(
            new ExecutionHouse.Line(bus, rooms),
            new ExecutionHouse.Time(time, time, time, time),
            own,
            underWay.cluster(new BusClusterActions(bus, rooms, ORDER_DEADLINE)),
            providers(underWay)));
  }

  /** Providers over the bus, one client for each account and room. */
  private Function<ProviderName, Optional<NodeProvider>> providers(CallsUnderWay underWay) {
    ConcurrentMap<ProviderName, NodeProvider> made = new ConcurrentHashMap<>();
    return name ->
        parts.config().providers().containsKey(name.value())
            ? Optional.of(made.computeIfAbsent(name, any -> underWay.provider(provider(name))))
            : Optional.empty();
  }

  private NodeProvider provider(ProviderName name) {
    BusNodeProvider provider = new BusNodeProvider(name, bus, time, "execution", Askers.PATIENCE);
    provider
        .start()
        .onFailure(
            unanswered ->
                LOG.atWarn()
                    .addKeyValue("provider", name.value())
                    .addKeyValue("error", unanswered.toString())
                    .log("provider does not tell its capabilities"));
    return provider;
  }
}

package io.drover.daemon.wiring;

import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.config.Exposure;
import io.drover.daemon.config.HazelcastConfig;
import io.drover.daemon.config.ProviderConfig;
import io.drover.daemon.config.SafetyConfig;
import io.drover.daemon.http.ControlDoor;
import io.drover.daemon.http.Desk;
import io.drover.daemon.http.DeskMetrics;
import io.drover.daemon.http.HttpDoor;
import io.drover.daemon.http.Locks;
import io.drover.daemon.http.NoticeDoor;
import io.drover.daemon.http.ProcessMetrics;
import io.drover.daemon.journal.Journal;
import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.VertxBus;
import io.drover.verticles.locks.Member;
import io.drover.verticles.locks.Members;
import io.drover.verticles.locks.Membership;
import io.drover.verticles.policies.DiskPolicyStore;
import io.drover.verticles.policies.PoliciesRoom;
import io.drover.verticles.policies.PoliciesVerticle;
import io.drover.verticles.policies.PolicyGates;
import io.drover.verticles.provider.Askers;
import io.drover.verticles.provider.Fence;
import io.drover.verticles.provider.Fenced;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.ProviderRoom;
import io.drover.verticles.provider.ProviderVerticle;
import io.drover.verticles.provider.resilience.ResilientProvider;
import io.drover.verticles.time.VertxTime;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one class that builds the house: doors first, then policies, providers and clusters. */
public final class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  private final Parts parts;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final DeskMetrics metrics = new DeskMetrics(registry);

  private Wiring(Parts parts) {
    this.parts = parts;
    ProcessMetrics.bind(registry);
  }

  /** Starts the house; fails with a {@link StartFailure} whose message is one clear line. */
  public static Future<Running> start(Parts parts) {
    return new Wiring(parts).start();
  }

  private Future<Running> start() {
    Path state = parts.config().stateDirectory();
    String identity;
    try {
      Files.createDirectories(state);
      identity = parts.config().installation() + "/" + member(state);
    } catch (IOException denied) {
      return Future.failedFuture(
          new StartFailure("stateDirectory " + state + " cannot be written: " + denied));
    }
    Members members = members(identity);
    return vertx(members)
        .recover(
            failure ->
                Future.failedFuture(
                    new StartFailure(
                        "hazelcast "
                            + parts.config().hazelcast().host()
                            + ":"
                            + parts.config().hazelcast().port()
                            + " cannot be bound: "
                            + failure.getMessage())))
        .compose(vertx -> house(vertx, members).onFailure(failure -> vertx.close()));
  }

  /** A member keeps its identity over restarts, so that it takes its own claim back at once. */
  private static String member(Path state) throws IOException {
    Path file = state.resolve("member-id");
    if (!Files.exists(file)) {
      byte[] random = new byte[6];
      new SecureRandom().nextBytes(random);
      Files.write(file, HexFormat.of().formatHex(random).getBytes(StandardCharsets.UTF_8));
    }
    return Files.readString(file).strip();
  }

  private Members members(String identity) {
    HazelcastConfig hazelcast = parts.config().hazelcast();
    return new Membership(hazelcast.host(), hazelcast.port(), hazelcast.members())
        .joining(new Member(identity, Objects.requireNonNullElse(parts.config().site(), "")));
  }

  private Future<Vertx> vertx(Members members) {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(2)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false))
            .setMetricsOptions(
                new MicrometerMetricsOptions()
                    .setEnabled(true)
                    .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS))
            .setEventBusOptions(EventBusDoor.options(parts.config().hazelcast()));
    return Vertx.builder()
        .with(options)
        .withMetrics(new MicrometerMetricsFactory(registry))
        .withClusterManager(members.clusterManager())
        .buildClustered();
  }

  private Future<Running> house(Vertx vertx, Members members) {
    DroverConfig config = parts.config();
    VertxTime time = new VertxTime(vertx);
    VertxBus bus = new VertxBus(vertx);
    Journal journal =
        new Journal(
            Journal.in(config.stateDirectory()),
            new Journal.Rotation(config.journal().maxFileSize().bytes(), config.journal().files()));
    metrics.journal(journal);
    Desk desk = desk(bus, time, journal, members.self());
    AtomicInteger port = new AtomicInteger();
    Running running = new Running(vertx, time, metrics, journal);
    NoticeDoor notices = new NoticeDoor(bus, time);
    Claims claims = new Claims(time, bus, config, members);
    LockOffice locks = new LockOffice(members, claims);
    locks.count(metrics, time);
    Front front =
        new Front(desk, () -> doors(vertx, desk, running, notices, locks).onSuccess(port::set));
    Secrets secrets = new Secrets(time);
    ServedClusters clusters = new ServedClusters(vertx, bus, front, parts, claims, secrets);
    Account.House accounts =
        new Account.House(
            vertx,
            config.installation(),
            config.stateDirectory(),
            config.hazelcast().members().isEmpty(),
            secrets,
            name -> Optional.ofNullable(clusters.served().get(name)).map(Rooms::clusterUid),
            registry);
    Placement placement = placement(accounts, bus, time, members, claims);
    members.keepSeat(time);
    return vertx
        .deployVerticle(front)
        .compose(
            open ->
                vertx.deployVerticle(
                    new PoliciesVerticle(() -> policies(bus, time, clusters, members.self()))))
        .compose(open -> placement.open(config.providers()))
        .compose(
            open ->
                new Intakes(vertx, time, bus, secrets)
                    .spot(config.spot(), () -> clusters.served().values()))
        .map(
            open -> {
              clusters.open();
              return running.opened(
                  config, clusters, new Running.Stay(claims, placement), front, bus, port.get());
            });
  }

  private Future<Integer> doors(
      Vertx vertx, Desk desk, Running running, NoticeDoor notices, Locks locks) {
    DroverConfig config = parts.config();
    String address = config.http().host() + ":" + config.http().port();
    return new HttpDoor(vertx, desk, registry::scrape, notices)
        .open(config.http().host(), config.http().port())
        .recover(
            taken ->
                Future.failedFuture(
                    new StartFailure(
                        "http " + address + " cannot be bound: " + taken.getMessage())))
        .map(HttpServer::actualPort)
        .compose(
            port ->
                new ControlDoor(vertx, desk, running::reload, running::policies, locks)
                    .open(config.controlSocket())
                    .recover(
                        denied ->
                            Future.failedFuture(
                                new StartFailure(
                                    "controlSocket "
                                        + config.controlSocket()
                                        + " cannot be opened: "
                                        + denied)))
                    .map(open -> port));
  }

  private Desk desk(VertxBus bus, VertxTime time, Journal journal, Member self) {
    DroverConfig config = parts.config();
    Desk desk =
        new Desk(
            new Desk.House(bus, time, time, time, self.identity()),
            journal,
            metrics,
            config.timings().viewMaxAge());
    desk.tell(parts.teller());
    warn(desk);
    // Before the doors open: what nobody knows of yet is neither ready nor unheard of.
    config
        .clusters()
        .forEach(
            (name, cluster) -> {
              desk.expectCluster(name, "connecting");
              if (cluster.metrics() != null) {
                desk.usageMaxAge(name, cluster.metrics().maxAge());
              }
            });
    config.providers().keySet().forEach(desk::expectProvider);
    return desk;
  }

  private void warn(Desk desk) {
    Optional<String> exposure = Exposure.of(parts.config().hazelcast());
    metrics.exposed(exposure.isPresent());
    exposure.ifPresent(
        warning -> {
          desk.warn(warning);
          LOG.atWarn().addKeyValue("reason", warning).log("the members' port is open to the world");
        });
  }

  private PoliciesRoom policies(
      VertxBus bus, VertxTime time, ServedClusters clusters, Member self) {
    SafetyConfig.PolicyChange most = parts.config().safety().maxPolicyChange();
    return new PoliciesRoom(
        parts.policies(),
        new DiskPolicyStore(parts.config().stateDirectory().resolve("policies")),
        new PolicyGates(most.removals(), most.purchases()),
        new PoliciesRoom.House(self.identity(), bus, time, time, time, clusters::own));
  }

  private Placement placement(
      Account.House accounts, VertxBus bus, VertxTime time, Members members, Claims claims) {
    return new Placement(
        accounts.vertx(),
        time,
        members,
        (name, placed) ->
            new ProviderVerticle(
                () -> provider(accounts, name, bus, time, new Fence(placed, claims::mayAct))));
  }

  private ProviderRoom provider(
      Account.House accounts, String name, VertxBus bus, VertxTime time, Fence fence) {
    ProviderConfig config = Objects.requireNonNull(parts.config().providers().get(name));
    Askers askers = new Askers(time);
    NodeProvider far =
        parts
            .providers()
            .make(
                new Account(
                    name,
                    config,
                    accounts,
                    command -> askers.refuse(command).or(() -> fence.refuses(command))));
    return new ProviderRoom(
        new ProviderName(name),
        new Fenced(far, fence),
        config.vpsie() == null
            ? ProviderRoom.Settings.of(config.rateLimit(), config.createConcurrency())
            : ProviderRoom.Settings.ofPaced(),
        new ProviderRoom.House(bus, new ResilientProvider.Time(time, time, time), askers));
  }
}

package io.drover.daemon.http;

import io.drover.daemon.journal.Journal;
import io.drover.daemon.journal.JournalLine;
import io.drover.rules.safety.Judgement;
import io.drover.verticles.bus.Accounts;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.DeskQuestion;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the daemon can say of itself: it listens to every room, keeps the newest word of each, and
 * writes the journal. Owned by the context that started it.
 */
public final class Desk {
  /** An account tells how it is every ten seconds, wherever it lives. */
  private static final Duration SILENCE = Duration.ofSeconds(35);

  private final Bus bus;
  private final Clock clock;
  private final Timers timers;
  private final OwnersWord word;
  private final Answers answers;
  private final String member;
  private final Journal journal;
  private final DeskMetrics metrics;
  private final Duration viewMaxAge;
  private final TreeMap<String, ClusterDesk> clusters = new TreeMap<>();
  private final Map<String, Instant> heard = new HashMap<>();
  private final TreeMap<String, ProviderState> providers = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();
  private PolicyState policies = PolicyState.NONE;
  private Consumer<JournalLine> teller = line -> {};

  /**
   * What the desk needs of the house.
   *
   * @param member names this member: {@code installation/member}
   */
  public record House(Bus bus, Clock clock, Timers timers, Offload offload, String member) {}

  public Desk(House house, Journal journal, DeskMetrics metrics, Duration viewMaxAge) {
    this.bus = house.bus();
    this.clock = house.clock();
    this.timers = house.timers();
    this.member = house.member();
    this.word = new OwnersWord(bus, timers, member);
    this.answers = new Answers(member, new Hearing(bus, house.offload()), house.offload());
    this.journal = journal;
    this.metrics = metrics;
    this.viewMaxAge = viewMaxAge;
  }

  /** Has each journal line told as well as written. */
  public void tell(Consumer<JournalLine> next) {
    teller = next;
  }

  public Future<Void> start() {
    return bus.listen(Accounts.state(), this::provider)
        .compose(ok -> bus.listen(PolicyState.CHANGED, this::policies))
        .mapEmpty();
  }

  /** A provider is configured; nothing is known of it yet. */
  public void expectProvider(String name) {
    providers.putIfAbsent(
        name, new ProviderState(name, false, "NOT_ASKED_YET", "no answer yet", clock.now()));
  }

  /** A cluster is configured; why it is not served yet. */
  public void expectCluster(String name, String waiting) {
    clusters
        .computeIfAbsent(name, any -> new ClusterDesk(name, clock, viewMaxAge, metrics))
        .waiting(waiting);
  }

  /** How old a sample of what the cluster's nodes use may become. */
  public void usageMaxAge(String cluster, Duration most) {
    clusters
        .computeIfAbsent(cluster, any -> new ClusterDesk(cluster, clock, viewMaxAge, metrics))
        .usageMaxAge(most);
  }

  /** The cluster's uid is known and its rooms are about to open. */
  public Future<Void> attach(String name, Rooms rooms) {
    ClusterDesk desk =
        clusters.computeIfAbsent(name, any -> new ClusterDesk(name, clock, viewMaxAge, metrics));
    return desk.attach(bus, rooms, timers)
        .compose(ok -> bus.listen(rooms.judged(), judgement -> judged(name, judgement)))
        .compose(ok -> bus.listen(rooms.journal(), entry -> line(desk.line(entry))))
        .compose(ok -> bus.listen(rooms.claim(), told -> claimed(desk, rooms)))
        .mapEmpty();
  }

  private void judged(String cluster, Judgement judgement) {
    ClusterDesk desk = clusters.get(cluster);
    if (desk != null) {
      desk.judged(judgement).forEach(this::line);
    }
  }

  private void line(JournalLine line) {
    metrics.line(line);
    journal.write(line);
    teller.accept(line);
  }

  private void provider(ProviderState state) {
    providers.put(state.provider(), state);
    heard.put(state.provider(), clock.now());
    metrics.provider(state);
  }

  private void policies(PolicyState state) {
    policies = state;
    metrics.policies(state);
  }

  /** How one cluster or provider is, empty if neither bears the name. */
  Optional<Readiness> readiness(String name) {
    ClusterDesk cluster = clusters.get(name);
    if (cluster != null) {
      return Optional.of(cluster.readiness(policies));
    }
    return Optional.ofNullable(providers.get(name)).map(this::readiness);
  }

  private Readiness readiness(ProviderState state) {
    Instant told = heard.get(state.provider());
    boolean silent = told != null && clock.now().isAfter(told.plus(SILENCE));
    List<String> reasons = new ArrayList<>();
    if (silent) {
      reasons.add("NOT_PLACED: no member has told of this account since " + told);
    } else if (!state.working()) {
      reasons.add(state.reason() + ": " + state.detail());
    }
    return new Readiness("provider", state.provider(), reasons.isEmpty(), reasons, List.of());
  }

  /** How everything is: clusters first, then providers. */
  public List<Readiness> readiness() {
    List<Readiness> all = new ArrayList<>();
    clusters.values().forEach(cluster -> all.add(cluster.readiness(policies)));
    providers.values().forEach(state -> all.add(readiness(state)));
    if (!warnings.isEmpty()) {
      all.add(new Readiness("member", member, true, List.of(), warnings));
    }
    return all;
  }

  /** Whether this member can serve at least one cluster, or has none to serve. */
  public boolean ready() {
    return clusters.isEmpty()
        || clusters.values().stream().anyMatch(cluster -> cluster.readiness(policies).ready());
  }

  /** Whether every loop that should decide has looked lately. */
  public boolean loopsAlive(Duration within) {
    return clusters.values().stream().allMatch(cluster -> cluster.loopAlive(within));
  }

  private void claimed(ClusterDesk desk, Rooms rooms) {
    word.owner(rooms, desk.owner(), question -> answers.to(desk, question));
  }

  /**
   * What is said of a cluster: by its owner, where that is another member of this installation,
   * else by this member.
   */
  Future<Reply> word(ClusterDesk cluster, DeskQuestion question, Duration deadline) {
    Rooms rooms = cluster.rooms().orElse(null);
    return rooms == null || cluster.owner() || !fellow(cluster.holder())
        ? answers.to(cluster, question)
        : word.ask(rooms, cluster.holder(), question, deadline);
  }

  /** The clusters that another member of this installation owns, and which one does. */
  Map<String, String> ownedElsewhere() {
    Map<String, String> owners = new TreeMap<>();
    clusters.forEach(
        (name, cluster) -> {
          if (!cluster.owner() && fellow(cluster.holder())) {
            owners.put(name, cluster.holder());
          }
        });
    return owners;
  }

  private boolean fellow(String holder) {
    String installation = member.substring(0, member.indexOf('/') + 1);
    return !installation.isEmpty() && holder.startsWith(installation) && !holder.equals(member);
  }

  String member() {
    return member;
  }

  /** What people should know of this member whatever else is well. */
  public void warn(String line) {
    warnings.add(line);
  }

  PolicyState policies() {
    return policies;
  }

  Collection<ClusterDesk> clusters() {
    return clusters.values();
  }

  Map<String, ProviderState> providers() {
    return providers;
  }
}

package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.lifecycle.Seen;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the providers list of this cluster's machines. Only a complete list counts, and a machine
 * that is missing in it is absent only if the list began after the last create had settled.
 */
final class Sightings {
  private static final int MISSING_ALWAYS_BELIEVED = 2;
  private static final Duration DOUBT = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofMillis(500);

  /** Longer than any list takes whose provider answers: each page has a deadline of its own. */
  private static final Duration LIST_DEADLINE = Duration.ofMinutes(5);

  private final ExecutionHouse house;
  private final ExecutionSettings settings;
  private final Supplier<Optional<World>> world;
  private final Runnable changed;
  private final Map<ProviderName, Account> accounts = new HashMap<>();
  private @Nullable Token claim;

  /** The lists of one provider account. */
  private static final class Account {
    final ProviderName name;
    final NodeProvider provider;
    final Map<String, Instant> severalSince = new HashMap<>();
    @Nullable Instant doubtedSince;
    @Nullable Listing last;
    Instant lastCame = Instant.MIN;
    @Nullable String failure;
    boolean listing;
    int attempt;
    boolean soonAsked;
    Instant due = Instant.MIN;

    Account(ProviderName name, NodeProvider provider) {
      this.name = name;
      this.provider = provider;
    }
  }

  Sightings(
      ExecutionHouse house,
      ExecutionSettings settings,
      Supplier<Optional<World>> world,
      Runnable changed) {
    this.house = house;
    this.settings = settings;
    this.world = world;
    this.changed = changed;
  }

  /** What was listed under a former claim is forgotten: others may have acted in between. */
  void under(Token token) {
    if (!token.equals(claim)) {
      claim = token;
      accounts.clear();
    }
  }

  /** Lists each provider of a group whose last list has become old. */
  void refresh(World now) {
    Instant time = house.time().clock().steady();
    Set<ProviderName> providers = new HashSet<>();
    now.groups().forEach(group -> providers.add(group.spec().provider()));
    for (ProviderName name : providers) {
      account(name).filter(a -> !time.isBefore(a.due)).ifPresent(this::list);
    }
  }

  /** Lists a provider within half a second, because something was just done there. */
  void soon(ProviderName provider) {
    account(provider)
        .filter(account -> !account.soonAsked)
        .ifPresent(
            account -> {
              account.soonAsked = true;
              house
                  .time()
                  .timers()
                  .after(
                      SOON,
                      () -> {
                        account.soonAsked = false;
                        list(account);
                      });
            });
  }

  private Optional<Account> account(ProviderName name) {
    Account known = accounts.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Account> created =
        house.providers().apply(name).map(found -> new Account(name, found));
    created.ifPresent(account -> accounts.put(name, account));
    return created;
  }

  private void list(Account account) {
    Optional<World> now = world.get();
    if (account.listing || now.isEmpty() || !account.provider.capabilities().known()) {
      return;
    }
    account.listing = true;
    account.attempt++;
    int attempt = account.attempt;
    house.time().timers().after(LIST_DEADLINE, () -> giveUp(account, attempt));
    Clock clock = house.time().clock();
    Listing.Begin began = new Listing.Begin(clock.now(), clock.steady());
    account.due = began.steady().plus(settings.sightings());
    List<NodeGroupFact> groups =
        now.get().groups().stream()
            .filter(group -> group.spec().provider().equals(account.name))
            .toList();
    ProviderCommand.Scope tagged =
        new ProviderCommand.Scope.Tagged(
            settings.installation(), house.line().rooms().clusterUid());
    new Paging(account.provider, tagged)
        .list(began, groups)
        .onComplete(
            listed -> {
              if (attempt != account.attempt) {
                return;
              }
              account.listing = false;
              if (listed.succeeded()) {
                account.failure = null;
                take(account, listed.result());
              } else {
                account.failure = String.valueOf(listed.cause().getMessage());
                changed.run();
              }
            });
  }

  /** A list that never ends must not keep all others from beginning. */
  private void giveUp(Account account, int attempt) {
    if (account.listing && account.attempt == attempt) {
      account.attempt++;
      account.listing = false;
      account.failure = "the list has not ended within " + LIST_DEADLINE;
      changed.run();
    }
  }

  /** Why the account's machines could not be listed just now, empty when they could. */
  Optional<String> failure(ProviderName provider) {
    Account account = accounts.get(provider);
    return account == null ? Optional.empty() : Optional.ofNullable(account.failure);
  }

  private void take(Account account, Listing next) {
    account.last = next;
    account.lastCame = house.time().clock().now();
    doubt(account, next);
    Map<String, Instant> since = account.severalSince;
    since.keySet().removeIf(intent -> next.of(intent).size() < 2);
    next.byIntent()
        .forEach(
            (intent, all) -> {
              if (all.size() > 1) {
                since.putIfAbsent(intent, next.began().steady());
              }
            });
    changed.run();
  }

  /** A list that lacks many machines at once is believed only after it has said so for a while. */
  private void doubt(Account account, Listing next) {
    Set<String> known = known(account.name);
    Set<String> missing = new HashSet<>(known);
    missing.removeAll(next.ids());
    if (missing.size() <= Math.max(MISSING_ALWAYS_BELIEVED, known.size() / 10)) {
      account.doubtedSince = null;
    } else if (account.doubtedSince == null) {
      account.doubtedSince = next.began().steady();
      house.journal(
          "list-doubted",
          Map.of("provider", account.name.value()),
          "INSTANCE_VANISHED",
          missing.size() + " of " + known.size() + " machines are missing in the provider's list");
    }
  }

  /** Machines that there should be: recorded, not only reserved, and not being deleted. */
  private Set<String> known(ProviderName provider) {
    Set<String> ids = new HashSet<>();
    Optional<World> now = world.get();
    for (ManagedNodeFact record : now.map(World::managedNodes).orElse(List.<ManagedNodeFact>of())) {
      String id = record.progress().providerId();
      boolean there =
          switch (record.phase()) {
            case PROVISIONED, JOINED, READY, DRAINING -> true;
            case INTENDED, TERMINATING, FAILED, GONE -> false;
          };
      boolean here =
          now.flatMap(w -> w.group(record.group()))
              .filter(group -> group.spec().provider().equals(provider))
              .isPresent();
      if (id != null && there && here) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** Whether the last list lacks so many machines that it is not believed yet. */
  boolean doubted(ProviderName provider) {
    Account account = accounts.get(provider);
    return account != null && account.last != null && doubted(account, account.last);
  }

  private static boolean doubted(Account account, Listing list) {
    Instant since = account.doubtedSince;
    return since != null && list.began().steady().isBefore(since.plus(DOUBT));
  }

  /** The last complete list of the account. */
  Optional<Listing> listing(ProviderName provider) {
    Account account = accounts.get(provider);
    return account == null ? Optional.empty() : Optional.ofNullable(account.last);
  }

  /** When the last complete list of the account had come; long ago where none has. */
  Instant came(ProviderName provider) {
    Account account = accounts.get(provider);
    return account == null ? Instant.MIN : account.lastCame;
  }

  /** The accounts that were ever looked at. */
  Collection<ProviderName> accounts() {
    return List.copyOf(accounts.keySet());
  }

  /** The id of the machine that is the intent's by tag or by record, null where none is sighted. */
  @Nullable String machineId(ProviderName provider, ManagedNodeFact record) {
    Optional<Listing> list = listing(provider);
    String known = record.progress().providerId();
    if (known != null) {
      return list.flatMap(all -> all.alive(known)).map(Instance::providerId).orElse(null);
    }
    return list.flatMap(all -> all.of(record.intent()).stream().findFirst())
        .map(Instance::providerId)
        .orElse(null);
  }

  /** A machine with the record's tag that is not on its way out, and that no other record holds. */
  @Nullable String tagged(ProviderName provider, ManagedNodeFact record, World now) {
    List<Instance> living =
        listing(provider).map(all -> all.of(record.intent())).orElse(List.of()).stream()
            .filter(Listing::lives)
            .toList();
    Set<String> held = living.isEmpty() ? Set.of() : Held.in(now);
    return living.stream()
        .map(Instance::providerId)
        .filter(id -> !held.contains(id))
        .findFirst()
        .orElse(null);
  }

  /**
   * What the lists say of the record's machine.
   *
   * @param lastCreate when this member last asked for it, by the steady time
   */
  Seen.Machine machine(ProviderName provider, ManagedNodeFact record, Instant lastCreate) {
    if (machineId(provider, record) != null) {
      Listing last = listing(provider).orElseThrow();
      return last.covers(record.group()) ? Seen.Machine.PRESENT : Seen.Machine.UNKNOWN;
    }
    return wouldShow(provider, record, lastCreate) ? Seen.Machine.ABSENT : Seen.Machine.UNKNOWN;
  }

  /** Whether a machine of the record that the last list does not show is not there. */
  boolean wouldShow(ProviderName provider, ManagedNodeFact record, Instant lastCreate) {
    Account account = accounts.get(provider);
    return account != null
        && account.last != null
        && account.last.covers(record.group())
        && settled(account, record.progress().since())
        && shows(account, lastCreate)
        && !doubted(account, account.last);
  }

  private static boolean settled(Account account, Instant since) {
    return account.last != null && account.last.began().clock().isAfter(settles(account, since));
  }

  /** As settled, for what was done by this process: whoever sets the clock settles no list. */
  private static boolean shows(Account account, Instant steady) {
    return account.last != null && account.last.began().steady().isAfter(settles(account, steady));
  }

  private static Instant settles(Account account, Instant since) {
    return since.plus(account.provider.capabilities().listSettles());
  }

  /** Whether the last list shows what was done at the provider before that steady time. */
  boolean shows(ProviderName provider, Instant steady) {
    Account account = accounts.get(provider);
    return account != null && shows(account, steady);
  }

  /** Whether the last list shows everything that was done at the provider before the instant. */
  boolean settled(ProviderName provider, Instant since) {
    Account account = accounts.get(provider);
    return account != null && settled(account, since);
  }

  /** Whether more than one machine carries the record's tag: only its id then tells which is. */
  boolean several(ProviderName provider, ManagedNodeFact record) {
    return listing(provider).map(all -> all.of(record.intent()).size() > 1).orElse(false);
  }

  /**
   * Second machines of a bound intent: those whose grace is over, and those that are recorded and
   * still listed. One that is there when the own machine goes has none: the record would be closed
   * before it is over. Where a key makes creation harmless there are none, and none is looked for;
   * nor is one that another record was made for before this one has noted it.
   */
  List<String> surplus(ProviderName provider, ManagedNodeFact record, World now) {
    List<String> recorded = record.progress().dealings().surplus();
    String own = record.progress().providerId();
    Account account = accounts.get(provider);
    if (account == null || account.last == null || own == null || !findsByName(account)) {
      return recorded;
    }
    String intent = record.intent();
    Instant since = account.severalSince.get(intent);
    boolean goes = record.phase() == ManagedNodeFact.Phase.TERMINATING;
    boolean due = goes || (since != null && shows(account, since));
    List<Instance> others =
        account.last.of(intent).stream().filter(one -> !one.providerId().equals(own)).toList();
    Set<String> taken = others.isEmpty() ? Set.of() : Held.own(now);
    Set<String> surplus = new TreeSet<>();
    for (Instance instance : others) {
      String id = instance.providerId();
      boolean news = due && Listing.lives(instance) && !taken.contains(id);
      if (recorded.contains(id) || news) {
        surplus.add(id);
      }
    }
    return new ArrayList<>(surplus);
  }

  private static boolean findsByName(Account account) {
    Capabilities can = account.provider.capabilities();
    return can.known() && can.creation() == Capabilities.Creation.FIND_BY_NAME;
  }

  /** Whether the machine is in the account's last list and not on its way out. */
  boolean lives(ProviderName provider, String providerId) {
    return listing(provider)
        .flatMap(all -> all.alive(providerId))
        .filter(Listing::lives)
        .isPresent();
  }

  /** Members of the group that no record holds. */
  List<String> unheld(GroupName group, ProviderName provider, World now) {
    Set<String> held = Held.in(now);
    return listing(provider).map(all -> all.members(group)).orElse(List.of()).stream()
        .map(Instance::providerId)
        .filter(id -> !held.contains(id))
        .toList();
  }
}

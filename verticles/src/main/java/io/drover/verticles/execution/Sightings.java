package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.World;
import io.drover.rules.lifecycle.Seen;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the providers list of this cluster's machines, by intent. Only a complete list counts, and a
 * machine that is missing in it is absent only if the list began after the last create had settled.
 */
final class Sightings {
  private static final int MISSING_ALWAYS_BELIEVED = 2;
  private static final Duration DOUBT = Duration.ofMinutes(2);
  private static final int MOST_PAGES = 1_000;
  private static final Duration SOON = Duration.ofMillis(500);

  private final ExecutionHouse house;
  private final ExecutionSettings settings;
  private final Supplier<Optional<World>> world;
  private final Runnable changed;
  private final Map<ProviderName, Account> accounts = new HashMap<>();

  /** The lists of one provider account. */
  private static final class Account {
    final ProviderName name;
    final NodeProvider provider;
    @Nullable Instant doubtedSince;
    @Nullable Sighted last;
    boolean listing;
    boolean soonAsked;
    Instant due = Instant.MIN;

    Account(ProviderName name, NodeProvider provider) {
      this.name = name;
      this.provider = provider;
    }
  }

  /** A complete list: when it began, and the machines by intent uid. */
  private record Sighted(Instant began, Map<String, List<Instance>> byIntent) {
    Set<String> ids() {
      return byIntent.values().stream()
          .flatMap(List::stream)
          .map(Instance::providerId)
          .collect(Collectors.toSet());
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

  /** Lists each of these providers whose last list has become old. */
  void refresh(Set<ProviderName> providers) {
    Instant now = house.time().clock().now();
    for (ProviderName name : providers) {
      account(name).filter(a -> !now.isBefore(a.due)).ifPresent(account -> list(account));
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
    if (account.listing) {
      return;
    }
    account.listing = true;
    Instant began = house.time().clock().now();
    account.due = began.plus(settings.sightings());
    page(account.provider, "", new ArrayList<>(), 0)
        .onComplete(
            listed -> {
              account.listing = false;
              if (listed.succeeded()) {
                take(account, new Sighted(began, byIntent(listed.result())));
              }
            });
  }

  private void take(Account account, Sighted next) {
    account.last = next;
    doubt(account, next);
    changed.run();
  }

  /** A list that lacks many machines at once is believed only after it has said so for a while. */
  private void doubt(Account account, Sighted next) {
    Set<String> known = known(account.name);
    Set<String> missing = new HashSet<>(known);
    missing.removeAll(next.ids());
    if (missing.size() <= Math.max(MISSING_ALWAYS_BELIEVED, known.size() / 10)) {
      account.doubtedSince = null;
    } else if (account.doubtedSince == null) {
      account.doubtedSince = next.began();
      house.journal(
          "list-doubted",
          Map.of("provider", account.name.value()),
          "INSTANCE_VANISHED",
          missing.size() + " of " + known.size() + " machines are missing in the provider's list");
    }
  }

  /** Machines that there should be: recorded, and not being deleted. */
  private Set<String> known(ProviderName provider) {
    Set<String> ids = new HashSet<>();
    Optional<World> now = world.get();
    for (ManagedNodeFact record : now.map(World::managedNodes).orElse(List.<ManagedNodeFact>of())) {
      String id = record.progress().providerId();
      boolean there =
          switch (record.phase()) {
            case INTENDED, PROVISIONED, JOINED, READY, DRAINING -> true;
            case TERMINATING, GONE -> false;
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

  private static boolean doubted(Account account, Sighted list) {
    Instant since = account.doubtedSince;
    return since != null && list.began().isBefore(since.plus(DOUBT));
  }

  private static Map<String, List<Instance>> byIntent(List<Instance> instances) {
    Map<String, List<Instance>> byIntent = new HashMap<>();
    for (Instance instance : instances) {
      OwnerTag owner = instance.owner();
      if (owner != null && instance.state() != Instance.State.OFF) {
        byIntent.computeIfAbsent(owner.intent(), any -> new ArrayList<>()).add(instance);
      }
    }
    byIntent.values().forEach(all -> all.sort(Comparator.comparing(Instance::providerId)));
    return byIntent;
  }

  private Future<List<Instance>> page(
      NodeProvider provider, String continuation, List<Instance> sofar, int pages) {
    ProviderCommand.Scope scope =
        new ProviderCommand.Scope.Tagged(
            settings.installation(), house.line().rooms().clusterUid());
    if (pages >= MOST_PAGES) {
      return Future.failedFuture("more than " + MOST_PAGES + " pages of instances");
    }
    return provider
        .perform(new ProviderCommand.Instances(scope, continuation))
        .compose(
            answer -> {
              if (!(answer instanceof ProviderAnswer.Listed listed)) {
                return Future.failedFuture("no list: " + answer);
              }
              sofar.addAll(listed.instances());
              return listed.continuation().isEmpty()
                  ? Future.succeededFuture(sofar)
                  : page(provider, listed.continuation(), sofar, pages + 1);
            });
  }

  /** The id of the machine that carries the intent's tag, null where none was sighted. */
  @Nullable String machineId(ProviderName provider, ManagedNodeFact record) {
    Instance instance = sighted(provider, record);
    return instance == null ? null : instance.providerId();
  }

  private @Nullable Instance sighted(ProviderName provider, ManagedNodeFact record) {
    Account account = accounts.get(provider);
    if (account == null || account.last == null) {
      return null;
    }
    String known = record.progress().providerId();
    return account.last.byIntent().getOrDefault(record.identity().uid(), List.of()).stream()
        .filter(instance -> known == null || known.equals(instance.providerId()))
        .findFirst()
        .orElse(null);
  }

  /**
   * What the lists say of the record's machine.
   *
   * @param lastCreate when this member last asked for it
   */
  Seen.Machine machine(ProviderName provider, ManagedNodeFact record, Instant lastCreate) {
    Account account = accounts.get(provider);
    if (account == null || account.last == null) {
      return Seen.Machine.UNKNOWN;
    }
    if (sighted(provider, record) != null) {
      return Seen.Machine.PRESENT;
    }
    Instant since = record.progress().since();
    Instant settled =
        (lastCreate.isAfter(since) ? lastCreate : since)
            .plus(account.provider.capabilities().listSettles());
    return account.last.began().isAfter(settled) && !doubted(account, account.last)
        ? Seen.Machine.ABSENT
        : Seen.Machine.UNKNOWN;
  }

  /**
   * Machines of this cluster that no record stands for: of an intent without a record, or a second
   * one of the same intent.
   */
  List<String> withoutRecord(World now) {
    Map<String, ManagedNodeFact> byUid = new HashMap<>();
    now.managedNodes().forEach(record -> byUid.put(record.identity().uid(), record));
    List<String> orphans = new ArrayList<>();
    for (Account account : accounts.values()) {
      if (account.last != null) {
        account
            .last
            .byIntent()
            .forEach((intent, all) -> orphans.addAll(surplus(byUid.get(intent), all)));
      }
    }
    return orphans.stream().sorted().toList();
  }

  private static List<String> surplus(@Nullable ManagedNodeFact record, List<Instance> all) {
    List<String> ids = all.stream().map(Instance::providerId).toList();
    if (record == null) {
      return ids;
    }
    String own = record.progress().providerId();
    return ids.size() == 1 ? List.of() : ids.stream().filter(id -> !id.equals(own)).toList();
  }
}

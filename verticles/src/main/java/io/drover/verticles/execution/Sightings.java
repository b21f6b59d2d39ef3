package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ProviderName;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the providers list of this cluster's machines, by intent. Only a complete list counts, and a
 * machine that is missing in it is absent only if the list began after the last create had settled.
 */
final class Sightings {
  private static final int MOST_PAGES = 1_000;
  private static final Duration SOON = Duration.ofMillis(500);

  private final ExecutionHouse house;
  private final ExecutionSettings settings;
  private final Runnable changed;
  private final Map<ProviderName, Account> accounts = new HashMap<>();

  /** The lists of one provider account. */
  private static final class Account {
    final NodeProvider provider;
    @Nullable Sighted last;
    boolean listing;
    boolean soonAsked;
    Instant due = Instant.MIN;

    Account(NodeProvider provider) {
      this.provider = provider;
    }
  }

  /** A complete list: when it began, and the machines by intent uid. */
  private record Sighted(Instant began, Map<String, Instance> byIntent) {}

  Sightings(ExecutionHouse house, ExecutionSettings settings, Runnable changed) {
    this.house = house;
    this.settings = settings;
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
    Optional<Account> created = house.providers().apply(name).map(Account::new);
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
    changed.run();
  }

  private static Map<String, Instance> byIntent(List<Instance> instances) {
    Map<String, Instance> byIntent = new HashMap<>();
    for (Instance instance : instances) {
      OwnerTag owner = instance.owner();
      if (owner != null && instance.state() != Instance.State.OFF) {
        byIntent.put(owner.intent(), instance);
      }
    }
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
    return account == null || account.last == null
        ? null
        : account.last.byIntent().get(record.identity().uid());
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
    return account.last.began().isAfter(settled) ? Seen.Machine.ABSENT : Seen.Machine.UNKNOWN;
  }

  /** Intents that machines carry although no record has that uid, by provider. */
  List<String> withoutRecord(Set<String> uids) {
    List<String> orphans = new ArrayList<>();
    accounts
        .values()
        .forEach(
            account -> {
              if (account.last != null) {
                account.last.byIntent().entrySet().stream()
                    .filter(entry -> !uids.contains(entry.getKey()))
                    .forEach(entry -> orphans.add(entry.getValue().providerId()));
              }
            });
    return orphans;
  }
}

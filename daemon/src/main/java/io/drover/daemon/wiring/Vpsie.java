package io.drover.daemon.wiring;

import io.drover.daemon.config.ProviderConfig;
import io.drover.daemon.config.VpsieConfig;
import io.drover.daemon.http.VpsieMeters;
import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.http.Tls;
import io.drover.verticles.http.VertxHttp;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.vpsie.VpsieAccount;
import io.drover.verticles.provider.vpsie.VpsieHouse;
import io.drover.verticles.provider.vpsie.VpsieNodeGroups;
import io.drover.verticles.provider.vpsie.VpsieProvider;
import io.drover.verticles.provider.vpsie.pipeline.Credentials;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.pipeline.PipelineSettings;
import io.drover.verticles.provider.vpsie.pipeline.RateLimit;
import io.drover.verticles.time.VertxTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Accounts at VPSie. */
final class Vpsie {
  private static final int PAGE = 100;
  private static final Duration OFFERINGS_AGE = Duration.ofMinutes(10);

  private Vpsie() {}

  static NodeProvider make(Account account) {
    ProviderConfig config = account.config();
    VpsieConfig vpsie = Objects.requireNonNull(config.vpsie());
    VertxTime time = new VertxTime(account.house().vertx());
    Tls tls = vpsie.tls12() ? Tls.FROM_1_2 : Tls.ONLY_1_3;
    VpsieHouse house =
        new VpsieHouse(
            new VertxHttp(
                account.house().vertx(),
                Providers.connections(config),
                vpsie.trusted() == null ? tls : tls.trusting(vpsie.trusted())),
            new Pipeline.Time(time, time, time),
            new VpsieMeters(account.house().registry(), account.name())::count,
            account.gate()::apply);
    VpsieAccount far = account(account, vpsie);
    return switch (vpsie.join()) {
      case USER_DATA -> {
        VpsieProvider servers = new VpsieProvider(far, house);
        count(account, servers.limit());
        yield servers;
      }
      case NODE_GROUPS -> {
        VpsieNodeGroups groups = new VpsieNodeGroups(far, house);
        count(account, groups.limit());
        yield groups;
      }
    };
  }

  /** What was called before this start counts too; of another member that is only a bound. */
  private static void count(Account account, RateLimit limit) {
    Account.House house = account.house();
    PipelineSettings.Rate rate = PipelineSettings.Rate.DEFAULTS;
    if (house.alone()) {
      Path file = house.stateDirectory().resolve("calls-" + account.name());
      new RememberedCalls(house.vertx(), new VertxTime(house.vertx()), file)
          .of(limit, rate.burst());
    } else {
      limit.alsoSent(rate.most());
    }
  }

  private static VpsieAccount account(Account account, VpsieConfig vpsie) {
    ProviderConfig config = account.config();
    return new VpsieAccount(
        new ProviderName(account.name()),
        new VpsieAccount.Access(
            vpsie.shape(),
            config.endpoint(),
            credentials(account, vpsie),
            account.house().secrets().of(vpsie.deletePassword()),
            config.requestTimeout()),
        new VpsieAccount.Sale(vpsie.datacenters(), OFFERINGS_AGE),
        new VpsieAccount.Lists(config.listSettles(), PAGE),
        vpsie.defaults(),
        () -> takenOver(account.house(), vpsie),
        PipelineSettings.DEFAULTS);
  }

  private static Supplier<Credentials> credentials(Account account, VpsieConfig vpsie) {
    Secrets secrets = account.house().secrets();
    if (vpsie.clientId() == null) {
      Supplier<Optional<String>> token = secrets.of(account.config().credentials());
      return () -> new Credentials.Fixed(given(token, "token"));
    }
    Supplier<Optional<String>> id = secrets.of(vpsie.clientId());
    Supplier<Optional<String>> secret = secrets.of(vpsie.clientSecret());
    return () -> new Credentials.Client(given(id, "client id"), given(secret, "client secret"));
  }

  private static String given(Supplier<Optional<String>> source, String what) {
    try {
      return source
          .get()
          .orElseThrow(() -> new IllegalStateException("its " + what + " is not given"));
    } catch (Secrets.NotReadYet pending) {
      throw new Credentials.NotYet(String.valueOf(pending.getMessage()));
    }
  }

  /** Those of clusters that are known by now. */
  private static Map<String, OwnerTag> takenOver(Account.House house, VpsieConfig vpsie) {
    Map<String, OwnerTag> owners = new HashMap<>();
    vpsie
        .takenOver()
        .forEach(
            (server, owner) ->
                house
                    .clusterUid()
                    .apply(owner.cluster())
                    .ifPresent(
                        uid ->
                            owners.put(
                                server,
                                new OwnerTag(
                                    house.installation(),
                                    uid,
                                    owner.group(),
                                    OwnerTag.TAKEN_OVER + server))));
    return owners;
  }
}

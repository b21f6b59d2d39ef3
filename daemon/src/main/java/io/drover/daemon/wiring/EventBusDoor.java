package io.drover.daemon.wiring;

import io.drover.daemon.config.HazelcastConfig;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/** The event bus between members, as the configuration says. */
final class EventBusDoor {
  private EventBusDoor() {}

  static EventBusOptions options(HazelcastConfig config) {
    EventBusOptions options =
        new EventBusOptions().setHost(config.host()).setPort(config.eventBusPort());
    HazelcastConfig.Tls tls = config.tls();
    if (tls == null) {
      return options;
    }
    // Members are known by who signed them: their addresses are no names.
    return options
        .setSsl(true)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(tls.certificate().toString())
                .setKeyPath(tls.key().toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.ca().toString()))
        .setClientAuth(ClientAuth.REQUIRED)
        .setTrustAll(false);
  }
}

package io.drover.verticles.bus;

import io.drover.rules.facts.ProviderName;

/** The addresses of provider accounts: {@code drover.v1.provider.<name>.<message>}. */
public final class Accounts {
  private Accounts() {}

  public static Query<ProviderCommand, ProviderAnswer> command(ProviderName provider) {
    return new Query<>(
        "drover.v1.provider." + provider + ".command",
        ProviderCommand.class,
        ProviderAnswer.class,
        Reach.CLUSTER);
  }

  public static Query<CapabilitiesRequest, Capabilities> capabilities(ProviderName provider) {
    return new Query<>(
        "drover.v1.provider." + provider + ".capabilities",
        CapabilitiesRequest.class,
        Capabilities.class,
        Reach.CLUSTER);
  }

  /** How the account is: told whenever it changes. */
  public static Topic<ProviderState> state() {
    return new Topic<>("drover.v1.provider.state", ProviderState.class, Reach.CLUSTER);
  }
}

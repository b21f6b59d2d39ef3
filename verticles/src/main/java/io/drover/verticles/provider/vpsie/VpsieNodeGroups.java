package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.shapes.SizedFarEnd.Group;
import io.drover.verticles.provider.shapes.SizedGroup;
import io.drover.verticles.provider.vpsie.pipeline.RateLimit;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * VPSie as a provider of nodes of its own Kubernetes: its node groups have a size, and VPSie lets
 * their nodes join. An account is served by this or by {@link VpsieProvider}, not by both, for the
 * rate limit is the account's.
 */
public final class VpsieNodeGroups implements NodeProvider {
  private final RateLimit limit;
  private final LastGate gate;
  private final SizedGroup shape;

  /** The newest command of each group: under its claim whatever is sent for the group goes out. */
  private final Map<Group, ProviderCommand> newest = new HashMap<>();

  public VpsieNodeGroups(VpsieAccount account, VpsieHouse house) {
    this.limit = house.limit(account);
    this.gate = house.gate();
    this.shape =
        new SizedGroup(
            new NodeGroupsFarEnd(house.pipeline(account, limit), account, house, this::refused),
            true,
            account.lists().settles());
  }

  private Optional<ProviderFailure> refused(Group group) {
    return Optional.ofNullable(newest.get(group)).flatMap(gate::refuses);
  }

  /** The account's limit, which is handed over when the account moves to another member. */
  public RateLimit limit() {
    return limit;
  }

  @Override
  public Capabilities capabilities() {
    return shape.capabilities();
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    group(command).ifPresent(group -> newest.put(group, command));
    return shape.perform(command);
  }

  private static Optional<Group> group(ProviderCommand command) {
    return switch (command) {
      case ProviderCommand.Create it ->
          Optional.of(new Group(it.owner().group(), it.template().settings()));
      case ProviderCommand.Delete it -> Optional.of(new Group(it.owner().group(), it.settings()));
      case ProviderCommand.PutBack it -> Optional.of(new Group(it.owner().group(), it.settings()));
      case ProviderCommand.Offerings any -> Optional.empty();
      case ProviderCommand.Instances any -> Optional.empty();
      case ProviderCommand.TargetSize any -> Optional.empty();
    };
  }
}

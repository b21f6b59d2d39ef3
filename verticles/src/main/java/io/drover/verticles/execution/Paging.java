package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks a provider for its machines in the scope that fits it, page by page until the end. */
final class Paging {
  private static final int MOST_PAGES = 1_000;

  private final NodeProvider provider;
  private final Scope tagged;

  Paging(NodeProvider provider, Scope tagged) {
    this.provider = provider;
    this.tagged = tagged;
  }

  /**
   * Everything there is; fails when a part of it does not come.
   *
   * @param groups those of this provider
   */
  Future<Listing> list(Listing.Begin began, List<NodeGroupFact> groups) {
    return switch (provider.capabilities().creation()) {
      case KEYED, FIND_BY_NAME -> all(tagged).map(machines -> Listing.of(began, machines));
      case SWITCH -> all(new Scope.Inventory()).map(machines -> Listing.of(began, machines));
      case TARGET_SIZE -> members(groups).map(members -> Listing.of(began, members));
    };
  }

  private Future<Map<GroupName, List<Instance>>> members(List<NodeGroupFact> groups) {
    Map<GroupName, List<Instance>> members = new HashMap<>();
    Future<Void> each = Future.succeededFuture();
    for (NodeGroupFact group : groups) {
      Scope scope = new Scope.Group(group.name().value(), group.spec().settings());
      each =
          each.compose(before -> all(scope))
              .onSuccess(machines -> members.put(group.name(), machines))
              .mapEmpty();
    }
    return each.map(done -> members);
  }

  private Future<List<Instance>> all(Scope scope) {
    return page(scope, "", new ArrayList<>(), 0);
  }

  private Future<List<Instance>> page(
      Scope scope, String continuation, List<Instance> sofar, int pages) {
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
                  : page(scope, listed.continuation(), sofar, pages + 1);
            });
  }
}

package io.drover.verticles.provider.vpsie;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.provider.shapes.InstanceFarEnd;
import io.drover.verticles.provider.shapes.Page;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.vertx.core.Future;
import java.util.Optional;

/** VPSie as a far end without keys, whose servers are found by tag and name. */
final class VpsieFarEnd implements InstanceFarEnd.Searchable {
  private final OfferingShelf shelf;
  private final Fleet fleet;
  private final Snapshots<Instance> lists;
  private final Creation creation;
  private final Deletion deletion;
  private final Refusals refusals;

  VpsieFarEnd(Pipeline pipeline, VpsieAccount account, VpsieHouse house) {
    Owners owners = new Owners(pipeline, account, house.time().clock());
    this.shelf =
        new OfferingShelf(
            pipeline, account, account.access().shape().profile(), house.time().clock());
    this.refusals = new Refusals(shelf);
    this.fleet = new Fleet(pipeline, account, owners);
    this.lists = new Snapshots<>(account.lists().pageSize());
    this.creation = new Creation(pipeline, account, owners, fleet, house);
    this.deletion = new Deletion(pipeline, account, owners, fleet, house.gate());
  }

  @Override
  public Future<Page<OfferingFact>> offerings(String continuation) {
    return shelf.page(continuation);
  }

  @Override
  public Future<Page<Instance>> list(Scope scope, String continuation) {
    return lists.page(
        continuation,
        () ->
            fleet
                .all()
                .map(
                    all ->
                        all.stream()
                            .filter(one -> within(scope, one))
                            .map(OwnedServer::instance)
                            .toList()));
  }

  private static boolean within(Scope scope, OwnedServer one) {
    return switch (scope) {
      case Scope.Tagged(String installation, String clusterUid) ->
          one.owner()
              .filter(
                  owner ->
                      owner.installation().equals(installation)
                          && owner.clusterUid().equals(clusterUid))
              .isPresent();
      case Scope.Group(String group, var settings) ->
          one.owner().map(OwnerTag::group).filter(group::equals).isPresent();
      case Scope.Inventory() -> one.owner().isPresent();
    };
  }

  @Override
  public Future<Optional<Instance>> find(OwnerTag owner, String name) {
    return creation.find(owner, name);
  }

  @Override
  public Future<Instance> create(Create create) {
    return creation
        .create(create)
        .onSuccess(made -> refusals.accepted(create))
        .recover(failed -> refusals.explained(create, failed));
  }

  @Override
  public Future<Void> delete(Delete delete) {
    return deletion.delete(delete);
  }
}

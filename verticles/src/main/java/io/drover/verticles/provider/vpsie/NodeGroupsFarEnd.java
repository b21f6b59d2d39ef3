package io.drover.verticles.provider.vpsie;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.shapes.Page;
import io.drover.verticles.provider.shapes.SizedFarEnd;
import io.drover.verticles.provider.vpsie.pipeline.Call;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.wire.Kubernetes;
import io.drover.verticles.provider.vpsie.wire.Profile;
import io.drover.verticles.provider.vpsie.wire.Server;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Node groups of VPSie's own Kubernetes. A node that is added has no name of ours and comes later;
 * the one that goes is named.
 */
final class NodeGroupsFarEnd implements SizedFarEnd {
  private final Pipeline pipeline;
  private final Kubernetes kubernetes;
  private final Map<String, String> defaults;
  private final Function<Group, Optional<ProviderFailure>> gate;
  private final OfferingShelf shelf;
  private final GroupMembers members;
  private final GroupSizes sizes;
  private final Snapshots<Instance> lists;

  /** What a group here is at VPSie. */
  private record Place(String cluster, String group) {
    String name() {
      return "node group " + group + " of cluster " + cluster;
    }
  }

  /**
   * Over an account.
   *
   * @param gate the last one, by the group here that a call is made for
   */
  NodeGroupsFarEnd(
      Pipeline pipeline,
      VpsieAccount account,
      VpsieHouse house,
      Function<Group, Optional<ProviderFailure>> gate) {
    Profile profile = account.access().shape().profile();
    this.pipeline = pipeline;
    this.kubernetes = profile.kubernetes();
    this.defaults = account.defaults();
    this.gate = gate;
    this.shelf = new OfferingShelf(pipeline, account, kubernetes, house.time().clock());
    this.members = new GroupMembers(pipeline, profile, account.lists().pageSize());
    this.sizes = new GroupSizes(account.lists().settles(), house.time().clock());
    this.lists = new Snapshots<>(account.lists().pageSize());
  }

  @Override
  public Future<Page<OfferingFact>> offerings(String continuation) {
    return shelf.page(continuation);
  }

  @Override
  public Future<Page<Instance>> members(Group group, String continuation) {
    return at(
        group, place -> lists.page(continuation, () -> found(place).compose(at -> of(place, at))));
  }

  private Future<List<Instance>> of(Place place, Optional<Kubernetes.Group> found) {
    return found
        .map(at -> members.of(place.cluster(), at))
        .orElseGet(() -> Future.succeededFuture(List.of()));
  }

  @Override
  public Future<Integer> size(Group group) {
    return at(group, place -> sizes.size(place.name(), () -> count(place)));
  }

  private Future<Integer> count(Place place) {
    return found(place).map(at -> at.map(Kubernetes.Group::nodes).orElse(0));
  }

  private Future<Optional<Kubernetes.Group>> found(Place place) {
    return pipeline
        .send(kubernetes.groups(place.cluster()), kubernetes::readGroups)
        .map(all -> all.stream().filter(one -> one.name().equals(place.group())).findFirst());
  }

  @Override
  public Future<Void> resize(Group group, int to) {
    return at(
        group,
        place ->
            found(place)
                .compose(
                    at -> at.isPresent() ? Future.succeededFuture(at.get()) : make(group, place))
                .compose(at -> add(group, place, at, to)));
  }

  /** VPSie refuses a second group of the same plan, so that this cannot make two. */
  private Future<Kubernetes.Group> make(Group group, Place place) {
    Optional<String> plan =
        new GroupSettings(defaults, group.settings()).text(GroupSettings.Key.KUBE_SIZE_ID);
    if (plan.isEmpty()) {
      return denied("there is no " + place.name() + ", and no kubeSizeId to make it with");
    }
    Call call = kubernetes.makeGroup(place.cluster(), place.group(), Long.parseLong(plan.get()));
    return pipeline
        .send(call.behind(() -> gate.apply(group)), answer -> answer)
        .compose(made -> found(place))
        .compose(
            at ->
                at.isPresent()
                    ? Future.succeededFuture(at.get())
                    : FarEndFailed.future(
                        new ProviderFailure.Unreachable(
                            place.name() + " was made and is not shown yet", false)));
  }

  private Future<Void> add(Group group, Place place, Kubernetes.Group at, int to) {
    if (to == at.nodes()) {
      return Future.succeededFuture();
    }
    if (to < at.nodes()) {
      return denied("VPSie would choose itself which node of " + place.name() + " goes");
    }
    return pipeline
        .send(
            kubernetes.addNode(place.cluster(), at).behind(() -> gate.apply(group)),
            answer -> answer)
        .onSuccess(added -> sizes.became(place.name(), to))
        .onFailure(
            failed -> {
              if (mayHaveHappened(failed)) {
                sizes.mayHaveGrown(place.name());
              }
            })
        .mapEmpty();
  }

  private static boolean mayHaveHappened(Throwable failed) {
    return !(failed instanceof FarEndFailed expected)
        || (expected.failure() instanceof ProviderFailure.Unreachable unreachable
            && unreachable.mayHaveHappened());
  }

  @Override
  public Future<Void> release(Group group, String providerId, int to) {
    Optional<String> identifier = Server.behindScheme(providerId);
    if (identifier.isEmpty()) {
      return denied(providerId + " is not a node of VPSie");
    }
    return at(
        group,
        place ->
            pipeline
                .send(
                    kubernetes
                        .deleteNode(place.cluster(), identifier.get())
                        .behind(() -> gate.apply(group)),
                    answer -> answer)
                .onSuccess(gone -> sizes.became(place.name(), to))
                .mapEmpty());
  }

  private <T> Future<T> at(Group group, Function<Place, Future<T>> deed) {
    GroupSettings settings = new GroupSettings(defaults, group.settings());
    Supplier<String> own = group::name;
    return settings
        .text(GroupSettings.Key.RESOURCE_IDENTIFIER)
        .map(
            cluster ->
                deed.apply(
                    new Place(
                        cluster, settings.text(GroupSettings.Key.KUBERNETES_GROUP).orElseGet(own))))
        .orElseGet(
            () ->
                FarEndFailed.future(
                    ProviderFailure.Denied.whatever(
                        "resourceIdentifier, the VPSie Kubernetes cluster, is missing")));
  }

  private static <T> Future<T> denied(String why) {
    return FarEndFailed.future(new ProviderFailure.Denied(why));
  }
}

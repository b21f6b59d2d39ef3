package io.drover.verticles.provider.vpsie;

import io.drover.rules.facts.OfferingId;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/**
 * What a refused order tells: that the offering is gone, or that the order itself is wrong. VPSie
 * does not say which. An offering that is not listed any more is gone; and when a second one that
 * is listed is refused too, it is the order.
 */
final class Refusals {
  private final OfferingShelf shelf;
  private final Map<String, OfferingId> refused = new HashMap<>();

  Refusals(OfferingShelf shelf) {
    this.shelf = shelf;
  }

  void accepted(Create create) {
    refused.remove(create.owner().group());
  }

  /** The same failure in clearer words. */
  Future<Instance> explained(Create create, Throwable failed) {
    if (!(failed instanceof FarEndFailed expected)) {
      return Future.failedFuture(failed);
    }
    return switch (expected.failure()) {
      case ProviderFailure.Denied(String why, boolean whatever) when !whatever ->
          shelf
              .sells(create.offering())
              .transform(
                  sold ->
                      FarEndFailed.future(
                          sold.succeeded()
                              ? explained(create, why, sold.result())
                              : unsold(expected.failure(), sold.cause())));
      case ProviderFailure.NoCapacity soldOut -> doubted(failed);
      case ProviderFailure.NotFound gone -> doubted(failed);
      case ProviderFailure.Denied any -> Future.failedFuture(failed);
      case ProviderFailure.RateLimited any -> Future.failedFuture(failed);
      case ProviderFailure.Unreachable any -> Future.failedFuture(failed);
      case ProviderFailure.Superseded any -> Future.failedFuture(failed);
    };
  }

  private Future<Instance> doubted(Throwable failed) {
    shelf.doubt();
    return Future.failedFuture(failed);
  }

  private ProviderFailure explained(Create create, String why, boolean sold) {
    if (!sold) {
      return new ProviderFailure.Denied(
          create.offering() + " is not sold any more; let the group buy others as well: " + why);
    }
    OfferingId before = refused.put(create.owner().group(), create.offering());
    return before == null || before.equals(create.offering())
        ? new ProviderFailure.Denied(why)
        : ProviderFailure.Denied.whatever(
            "whatever the offering, VPSie refuses what the group and its account are set to: "
                + why);
  }

  /** What the account says of all that it sells tells more. */
  private static ProviderFailure unsold(ProviderFailure refusal, Throwable unread) {
    return unread instanceof FarEndFailed expected
            && expected.failure() instanceof ProviderFailure.Denied denied
        ? denied
        : refusal;
  }
}

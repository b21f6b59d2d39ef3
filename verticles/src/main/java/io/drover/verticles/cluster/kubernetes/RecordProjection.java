package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Sized;
import io.drover.rules.facts.ManagedNodeFact.TakenUp;
import io.drover.rules.facts.Money;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Token;
import io.drover.verticles.cluster.kubernetes.objects.ManagedNode;
import io.drover.verticles.cluster.kubernetes.objects.ManagedNodeSpec;
import io.drover.verticles.cluster.kubernetes.objects.ManagedNodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A ManagedNode as a fact, and back. */
final class RecordProjection {
  private static final ManagedNodeStatus NOTHING_YET =
      new ManagedNodeStatus(null, null, null, null, null, null, null, null, null, null, null);

  private RecordProjection() {}

  static ManagedNodeFact fact(ManagedNode node) {
    ObjectMeta meta = node.getMetadata();
    Instant createdAt = Times.read(meta.getCreationTimestamp());
    ManagedNodeStatus status = node.getStatus() == null ? NOTHING_YET : node.getStatus();
    try {
      return new ManagedNodeFact(
          new ManagedNodeFact.Identity(
              meta.getName(),
              meta.getUid(),
              meta.getResourceVersion(),
              createdAt,
              meta.getDeletionTimestamp() != null),
          purchase(node.getSpec()),
          progress(status, createdAt),
          new Token(number(status.epoch()), number(status.fence())));
    } catch (IllegalArgumentException invalid) {
      throw new Unreadable(String.valueOf(invalid.getMessage()));
    }
  }

  static ManagedNodeSpec spec(ManagedNodeFact.Purchase purchase) {
    OfferingId offering = purchase.offering();
    return new ManagedNodeSpec(
        purchase.group().value(),
        new ManagedNodeSpec.Offering(
            offering.instanceType(), offering.zone(), offering.capacityType()),
        purchase.plan(),
        purchase.reason(),
        purchase.price().toString(),
        purchase.replaces().isEmpty() ? null : purchase.replaces(),
        takesUp(purchase.takesUp()),
        purchase.pods().isEmpty() ? null : purchase.pods());
  }

  static String text(Phase phase) {
    return switch (phase) {
      case INTENDED -> "Intended";
      case PROVISIONED -> "Provisioned";
      case JOINED -> "Joined";
      case READY -> "Ready";
      case DRAINING -> "Draining";
      case TERMINATING -> "Terminating";
      case FAILED -> "Failed";
      case GONE -> "Gone";
    };
  }

  static Money money(String dollars, String path) {
    try {
      return Money.dollars(dollars);
    } catch (ArithmeticException | IllegalArgumentException notMoney) {
      throw new Unreadable(path + ": '" + dollars + "' is not an amount of US dollars");
    }
  }

  static Price price(String dollars) {
    try {
      return Price.perHour(dollars);
    } catch (ArithmeticException | IllegalArgumentException invalid) {
      throw new Unreadable("'" + dollars + "' is not a price");
    }
  }

  private static ManagedNodeFact.Purchase purchase(@Nullable ManagedNodeSpec spec) {
    if (spec == null || spec.offering() == null) {
      throw new Unreadable("it has no spec");
    }
    return new ManagedNodeFact.Purchase(
        new GroupName(OrEmpty.text(spec.group())),
        new OfferingId(
            OrEmpty.text(spec.offering().instanceType()),
            OrEmpty.text(spec.offering().zone()),
            OrEmpty.text(spec.offering().capacityType())),
        price(OrEmpty.text(spec.price())),
        OrEmpty.text(spec.planId()),
        OrEmpty.text(spec.reason()),
        OrEmpty.list(spec.replaces()),
        spec.takesUp() == null
            ? null
            : new TakenUp(OrEmpty.text(spec.takesUp().providerId()), spec.takesUp().intent()),
        OrEmpty.list(spec.pods()));
  }

  private static ManagedNodeSpec.@Nullable TakesUp takesUp(@Nullable TakenUp takenUp) {
    return takenUp == null
        ? null
        : new ManagedNodeSpec.TakesUp(takenUp.providerId(), takenUp.intent());
  }

  private static ManagedNodeFact.Progress progress(ManagedNodeStatus status, Instant createdAt) {
    String node = OrEmpty.text(status.nodeName());
    Instant since = Times.readOrNull(status.phaseSince());
    return new ManagedNodeFact.Progress(
        phase(status.phase()),
        Objects.requireNonNullElse(since, createdAt),
        status.providerId(),
        node.isEmpty() ? null : new NodeName(node),
        status.failure(),
        removal(status.removal()),
        new ManagedNodeFact.Dealings(sized(status.size()), OrEmpty.list(status.surplus())));
  }

  static @Nullable String text(@Nullable Sized sized) {
    return switch (sized) {
      case null -> null;
      case RAISED -> "Raised";
      case LOWERED -> "Lowered";
    };
  }

  private static @Nullable Sized sized(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (Sized sized : Sized.values()) {
      if (text.equals(text(sized))) {
        return sized;
      }
    }
    throw new Unreadable("size '" + text + "' is not known");
  }

  /** Only a record that was never written to has no phase; an unknown one is not guessed. */
  private static Phase phase(@Nullable String text) {
    if (text == null) {
      return Phase.INTENDED;
    }
    for (Phase phase : Phase.values()) {
      if (text(phase).equals(text)) {
        return phase;
      }
    }
    throw new Unreadable("phase '" + text + "' is not known");
  }

  private static ManagedNodeFact.@Nullable Removal removal(
      ManagedNodeStatus.@Nullable Removal removal) {
    return removal == null
        ? null
        : new ManagedNodeFact.Removal(
            OrEmpty.text(removal.reason()),
            OrEmpty.text(removal.plan()),
            Boolean.TRUE.equals(removal.interrupted()));
  }

  private static long number(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}

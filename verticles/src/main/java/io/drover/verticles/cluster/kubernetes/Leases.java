package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Token;
import io.drover.verticles.locks.LeaseConflict;
import io.drover.verticles.locks.LeaseRecord;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claim's Lease in both directions; blocks, and never repeats a write. */
final class Leases {
  private static final String EPOCH = "drover.dev/epoch";
  private static final String LOCK = "drover.dev/lock";

  private final KubernetesClient once;
  private final KubernetesSettings settings;

  Leases(KubernetesClient once, KubernetesSettings settings) {
    this.once = once;
    this.settings = settings;
  }

  Optional<LeaseRecord> read() {
    Lease found =
        once.leases().inNamespace(settings.leaseNamespace()).withName(settings.leaseName()).get();
    return Optional.ofNullable(found).map(Leases::record);
  }

  LeaseRecord write(LeaseRecord next) {
    Lease lease = lease(next);
    try {
      return record(
          next.version().isEmpty() ? once.resource(lease).create() : once.resource(lease).update());
    } catch (KubernetesClientException refused) {
      boolean gone = refused.getCode() == Failures.NOT_FOUND && !next.version().isEmpty();
      if (gone || refused.getCode() == Failures.CONFLICT) {
        throw new LeaseConflict(Failures.detail(refused));
      }
      throw refused;
    }
  }

  /** A Lease that somebody else made or emptied is nobody's, and ran out long ago. */
  static LeaseRecord record(Lease lease) {
    LeaseSpec spec = lease.getSpec() == null ? new LeaseSpec() : lease.getSpec();
    Integer seconds = spec.getLeaseDurationSeconds();
    Instant renewedAt =
        spec.getRenewTime() == null ? Instant.EPOCH : spec.getRenewTime().toInstant();
    return new LeaseRecord(
        lease.getMetadata().getResourceVersion(),
        OrEmpty.text(spec.getHolderIdentity()),
        new Token(epoch(lease), fence(spec.getLeaseTransitions())),
        renewedAt,
        Duration.ofSeconds(seconds == null ? 0 : seconds),
        OrEmpty.map(lease.getMetadata().getAnnotations()).getOrDefault(LOCK, ""));
  }

  private Lease lease(LeaseRecord next) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(settings.leaseNamespace())
        .withName(settings.leaseName())
        .withResourceVersion(next.version().isEmpty() ? null : next.version())
        .withAnnotations(Map.of(EPOCH, Long.toString(next.token().epoch()), LOCK, next.lock()))
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(next.holder())
        .withRenewTime(Times.micros(next.renewedAt()).atZone(ZoneOffset.UTC))
        .withLeaseDurationSeconds(seconds(next.validFor()))
        .withLeaseTransitions(Math.toIntExact(next.token().fence()))
        .endSpec()
        .build();
  }

  /** A Lease's duration is positive or not there. */
  private static @Nullable Integer seconds(Duration validFor) {
    return validFor.isZero() ? null : Math.toIntExact(validFor.toSeconds());
  }

  private static long epoch(Lease lease) {
    String text = OrEmpty.map(lease.getMetadata().getAnnotations()).get(EPOCH);
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw new Unreadable("annotation " + EPOCH + " is '" + text + "'");
    }
  }

  private static long fence(@Nullable Integer transitions) {
    return transitions == null ? 0 : transitions;
  }
}

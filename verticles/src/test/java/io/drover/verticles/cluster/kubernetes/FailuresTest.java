package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.ClusterOutcome;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The answers of the eviction API, as an API server of version 1.36 gives them. */
class FailuresTest {
  private static ClusterOutcome outcome(int code, Status status) {
    return Failures.outcome(new KubernetesClientException("POST failed", code, status));
  }

  private static Status refused(@Nullable Integer retryAfterSeconds) {
    return new StatusBuilder()
        .withMessage("Cannot evict pod as it would violate the pod's disruption budget.")
        .withNewDetails()
        .withRetryAfterSeconds(retryAfterSeconds)
        .addNewCause("", "The disruption budget web needs 3 healthy pods", "DisruptionBudget")
        .endDetails()
        .build();
  }

  @Test
  void waitsAsLongAsTheServerWantsBeforeItAsksForAnEvictionAgain() {
    String why = "The disruption budget web needs 3 healthy pods";

    assertThat(outcome(429, refused(7)))
        .isEqualTo(new ClusterOutcome.Blocked(why, Duration.ofSeconds(7)));
    assertThat(outcome(429, refused(null)))
        .isEqualTo(new ClusterOutcome.Blocked(why, Duration.ofSeconds(10)));
  }

  @Test
  void takesTwoBudgetsOnOnePodForARefusalAndNoFailure() {
    String why =
        "This pod has more than one PodDisruptionBudget, which the eviction does not support.";

    assertThat(outcome(500, new StatusBuilder().withMessage(why).build()))
        .isEqualTo(new ClusterOutcome.Blocked(why, Duration.ofSeconds(10)));
  }

  @Test
  void takesOverloadForNoBudget() {
    Status busy =
        new StatusBuilder().withMessage("too many requests").withNewDetails().endDetails().build();

    assertThat(outcome(429, busy)).isInstanceOf(ClusterOutcome.Unreachable.class);
  }
}

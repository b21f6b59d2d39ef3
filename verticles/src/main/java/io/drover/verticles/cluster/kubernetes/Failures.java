package io.drover.verticles.cluster.kubernetes;

import io.drover.verticles.bus.ClusterOutcome;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What the API server's failures mean. */
final class Failures {
  static final int UNAUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int INVALID = 422;
  static final int TOO_MANY_REQUESTS = 429;

  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
  private static final String SEVERAL_BUDGETS = "more than one PodDisruptionBudget";
  private static final Pattern OTHER_UID = Pattern.compile("UID in (the )?precondition");

  private Failures() {}

  /** The outcome that a failed call stands for. */
  static ClusterOutcome outcome(Throwable failure) {
    return failure instanceof KubernetesClientException answered
        ? outcome(answered)
        : new ClusterOutcome.Unreachable(String.valueOf(failure.getMessage()));
  }

  static int code(Throwable failure) {
    return failure instanceof KubernetesClientException answered ? answered.getCode() : 0;
  }

  /** What the server says, without the client's request line around it. */
  static String detail(Throwable failure) {
    if (failure instanceof KubernetesClientException answered) {
      Status status = answered.getStatus();
      if (status != null && status.getMessage() != null) {
        return status.getMessage();
      }
      if (answered.getCause() != null) {
        return answered.getMessage() + ": " + answered.getCause();
      }
    }
    return String.valueOf(failure.getMessage());
  }

  /** Why the API server cannot be spoken to, in one line. */
  static ConnectFailure ofConnecting(KubernetesClient client, Throwable failure) {
    String line = client.getMasterUrl() + ": " + root(failure);
    return switch (code(failure)) {
      case UNAUTHORIZED, FORBIDDEN ->
          new ConnectFailure(
              ConnectFailure.Kind.DENIED, client.getMasterUrl() + ": " + detail(failure));
      default -> new ConnectFailure(ConnectFailure.Kind.UNREACHABLE, "no answer from " + line);
    };
  }

  private static String root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return text.lines().findFirst().orElse("");
  }

  private static ClusterOutcome outcome(KubernetesClientException answered) {
    String detail = detail(answered);
    return switch (answered.getCode()) {
      case UNAUTHORIZED, FORBIDDEN, INVALID, 400, 405 -> new ClusterOutcome.Refused(detail);
      case NOT_FOUND -> new ClusterOutcome.Absent(detail);
      case CONFLICT ->
          OTHER_UID.matcher(detail).find()
              ? new ClusterOutcome.Absent(detail)
              : new ClusterOutcome.Conflict(detail);
      case TOO_MANY_REQUESTS ->
          ofABudget(answered).isEmpty()
              ? new ClusterOutcome.Unreachable(detail)
              : new ClusterOutcome.Blocked(
                  String.join("; ", ofABudget(answered)), retryAfter(answered));
      case 500 ->
          detail.contains(SEVERAL_BUDGETS)
              ? new ClusterOutcome.Blocked(detail, ASK_AGAIN)
              : new ClusterOutcome.Unreachable(detail);
      default -> new ClusterOutcome.Unreachable(detail);
    };
  }

  /** The eviction API names the budget that does not allow it; other 429s are of overload. */
  private static List<String> ofABudget(KubernetesClientException answered) {
    return causes(answered).stream()
        .filter(cause -> "DisruptionBudget".equals(cause.getReason()))
        .map(cause -> Objects.requireNonNullElse(cause.getMessage(), detail(answered)))
        .toList();
  }

  private static List<StatusCause> causes(KubernetesClientException answered) {
    StatusDetails details = answered.getStatus() == null ? null : answered.getStatus().getDetails();
    return details == null ? List.of() : OrEmpty.list(details.getCauses());
  }

  private static Duration retryAfter(KubernetesClientException answered) {
    Integer seconds = answered.getStatus().getDetails().getRetryAfterSeconds();
    return seconds == null || seconds <= 0 ? ASK_AGAIN : Duration.ofSeconds(seconds);
  }
}

package io.drover.verticles.cluster.kubernetes;

import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterCommand.Subject;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.time.Clock;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells people by Kubernetes events; the same words within ten minutes are counted. Blocks. */
final class EventTelling {
  private static final Duration COUNTED = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 1_000;
  private static final int LONGEST_MESSAGE = 1_024;
  private static final int LONGEST_NAME = 200;
  private static final String COMPONENT = "drover";

  private final KubernetesClient client;
  private final Clock clock;
  private final Map<ClusterCommand.TellEvent, Told> told = new Memory();
  private long last;

  EventTelling(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** An event that was told. */
  private record Told(String name, int count, Instant first) {}

  /** Applied, so that the first and every further telling are one and the same request. */
  ClusterOutcome tell(ClusterCommand.TellEvent event) {
    Instant now = clock.now();
    Event unused =
        client
            .resource(event(event, remember(event, now), now))
            .fieldManager(COMPONENT)
            .forceConflicts()
            .serverSideApply();
    return new ClusterOutcome.Done();
  }

  private synchronized Told remember(ClusterCommand.TellEvent event, Instant now) {
    Told before = told.get(event);
    if (before == null || now.isAfter(before.first().plus(COUNTED))) {
      return restart(event, now);
    }
    Told again = new Told(before.name(), before.count() + 1, before.first());
    told.put(event, again);
    return again;
  }

  private Told restart(ClusterCommand.TellEvent event, Instant now) {
    last = Math.max(last + 1, now.toEpochMilli());
    String subject = event.about().name();
    String name =
        subject.substring(0, Math.min(subject.length(), LONGEST_NAME))
            + "."
            + Long.toHexString(last);
    Told first = new Told(name, 1, now);
    told.put(event, first);
    return first;
  }

  private static Event event(ClusterCommand.TellEvent event, Told as, Instant now) {
    String message = event.message();
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(namespace(event.about()))
        .withName(as.name())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(apiVersion(event.about().kind()))
        .withKind(kind(event.about().kind()))
        .withNamespace(emptyAsNull(event.about().namespace()))
        .withName(event.about().name())
        .withUid(emptyAsNull(event.about().uid()))
        .endInvolvedObject()
        .withType(type(event.severity()))
        .withReason(event.reason())
        .withMessage(message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
        .withNewSource()
        .withComponent(COMPONENT)
        .endSource()
        .withReportingComponent(COMPONENT)
        .withReportingInstance(COMPONENT)
        .withCount(as.count())
        .withFirstTimestamp(Times.seconds(as.first()))
        .withLastTimestamp(Times.seconds(now))
        .build();
  }

  /** Events about objects of the cluster lie where kubectl looks for them. */
  private static String namespace(Subject about) {
    return about.namespace().isEmpty() ? "default" : about.namespace();
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String type(ClusterCommand.Severity severity) {
    return switch (severity) {
      case NORMAL -> "Normal";
      case WARNING -> "Warning";
    };
  }

  private static String kind(Subject.Kind kind) {
    return switch (kind) {
      case NODE -> "Node";
      case POD -> "Pod";
      case NODE_GROUP -> "NodeGroup";
      case MANAGED_NODE -> "ManagedNode";
    };
  }

  private static String apiVersion(Subject.Kind kind) {
    return switch (kind) {
      case NODE, POD -> "v1";
      case NODE_GROUP, MANAGED_NODE -> "drover.dev/v1alpha1";
    };
  }

  /** Forgets the oldest. */
  private static final class Memory extends LinkedHashMap<ClusterCommand.TellEvent, Told> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<ClusterCommand.TellEvent, Told> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }
}

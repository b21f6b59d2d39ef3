package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.daemon.journal.StepName;
import io.drover.daemon.journal.Timeline;
import io.drover.daemon.journal.Timeline.Step;
import java.time.Duration;
import java.util.List;

/**
 * The life of a node beside the workflows and times of the VPSie autoscaler's document.
 *
 * @param boot what the cloud itself takes from the call to a server that runs
 */
record LifeAsDocumented(Timeline life, Duration boot) {
  private static final List<StepName> UP =
      List.of(
          StepName.PODS_PENDING,
          StepName.DECIDED,
          StepName.RESERVED,
          StepName.RECORDED,
          StepName.CALLED,
          StepName.MADE,
          StepName.RUNNING,
          StepName.JOINED,
          StepName.READY,
          StepName.PODS_RUN);
  private static final List<StepName> DOWN =
      List.of(
          StepName.UNNEEDED,
          StepName.REMOVAL_DECIDED,
          StepName.RESERVED,
          StepName.DRAIN_BEGINS,
          StepName.CORDONED,
          StepName.EVICTED,
          StepName.DRAINED,
          StepName.CHECKED,
          StepName.DELETION_ASKED,
          StepName.MACHINE_GONE,
          StepName.GONE,
          StepName.CLOSED);

  void hasEveryStepInOrder() {
    assertThat(life.steps())
        .extracting(Step::name)
        .containsSubsequence(UP.stream().map(StepName::text).toList())
        .containsSubsequence(DOWN.stream().map(StepName::text).toList());
  }

  /**
   * The document's figures contain the cloud's own time: 2 to 5 minutes altogether, 1 to 2 for the
   * server, 30 to 60 s for joining, seconds for scheduling. What is Drover's of it is less.
   */
  void takesLessThanTheDocumentSays() {
    Duration whole = took(StepName.PODS_PENDING, StepName.PODS_RUN).minus(boot);
    Duration server = took(StepName.CALLED, StepName.RUNNING).minus(boot);
    Duration joining = took(StepName.RUNNING, StepName.READY);
    Duration scheduling = took(StepName.READY, StepName.PODS_RUN);
    System.out.printf(
        "%s%nwithout the cloud's %s: %s altogether, server %s, joining %s, scheduling %s%n",
        life.text(), boot, whole, server, joining, scheduling);
    assertThat(whole).isLessThan(Duration.ofMinutes(2));
    assertThat(server).isLessThan(Duration.ofMinutes(1));
    assertThat(joining).isLessThan(Duration.ofSeconds(30));
    assertThat(scheduling).isLessThan(Duration.ofSeconds(30));
  }

  private Duration took(StepName from, StepName to) {
    return life.between(from, to).orElseThrow();
  }
}

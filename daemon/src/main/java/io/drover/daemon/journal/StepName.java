package io.drover.daemon.journal;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** The steps that a node's life takes when all goes well, in their order. */
public enum StepName {
  PODS_PENDING("pods pending", line -> false),
  DECIDED("decided", line -> decision(line, "buy ")),
  RESERVED("size reserved", line -> line.kind().equals("reserved")),
  RECORDED("record written", line -> phase(line, "INTENDED")),
  CALLED("provider called", line -> called(line, "create ")),
  MADE("machine made", line -> phase(line, "PROVISIONED")),
  RUNNING("machine runs", line -> line.kind().equals("running")),
  JOINED("node joined", line -> phase(line, "JOINED")),
  READY("node ready", line -> phase(line, "READY")),
  PODS_RUN("pods run", line -> line.kind().equals("scheduled")),
  UNNEEDED("unneeded", line -> decision(line, "mark ")),
  REMOVAL_DECIDED("removal decided", line -> decision(line, "remove ")),
  DRAIN_BEGINS("drain begins", line -> phase(line, "DRAINING")),
  CORDONED("cordoned", line -> line.kind().equals("cordoned")),
  CHECKED("checked", line -> line.kind().equals("step")),
  EVICTED("pod evicted", line -> line.kind().equals("evicted")),
  DRAINED("drained", line -> phase(line, "TERMINATING")),
  DELETION_ASKED("deletion asked", line -> called(line, "delete ")),
  MACHINE_GONE("machine gone", line -> line.kind().equals("machine-gone")),
  NODE_DELETED("node deleted", line -> line.kind().equals("node-deleted")),
  FAILED("failed", line -> phase(line, "FAILED")),
  GONE("all gone", line -> phase(line, "GONE")),
  CLOSED("record deleted", line -> line.kind().equals("closed"));

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // without state
  private final Predicate<JournalLine> tells;

  StepName(String text, Predicate<JournalLine> tells) {
    this.text = text;
    this.tells = tells;
  }

  /** As people read it. */
  public String text() {
    return text;
  }

  /** The step that the line tells of; empty where it tells of something else. */
  static Optional<StepName> of(JournalLine line) {
    return Arrays.stream(values()).filter(step -> step.tells.test(line)).findFirst();
  }

  private static boolean phase(JournalLine line, String name) {
    return line.kind().equals("phase") && line.text().equals(name);
  }

  private static boolean decision(JournalLine line, String begin) {
    return line.kind().equals("approved") && line.text().startsWith(begin);
  }

  private static boolean called(JournalLine line, String begin) {
    return line.kind().equals("called") && line.text().startsWith(begin);
  }
}

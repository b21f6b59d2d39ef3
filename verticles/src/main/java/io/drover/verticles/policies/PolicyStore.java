package io.drover.verticles.policies;

import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.bus.PolicyReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The versions that have decided, and the one that was chosen by hand; may block. */
public interface PolicyStore {
  /**
   * A version that was chosen by hand.
   *
   * @param folder the version that the folder was then: once it is another, the choice is over
   */
  record Pin(String version, String folder, Instant at, String who) {}

  /** Keeps the files and notes that they decide from now on. */
  void keep(PolicyFolder files, PolicyReport.Entry entry) throws IOException;

  /** The files of a version, empty where they are not kept. */
  Optional<PolicyFolder> files(String version) throws IOException;

  /** Which versions began to decide, oldest first. */
  List<PolicyReport.Entry> history() throws IOException;

  /** Notes a choice by hand. */
  void pin(Pin pin) throws IOException;

  /** Forgets it. */
  void unpin() throws IOException;

  Optional<Pin> pinned() throws IOException;
}

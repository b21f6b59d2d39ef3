package io.drover.doubles.cloud;

import java.util.List;

/**
 * What the cloud remembers. A change is remembered when the call returns, whatever kills the
 * process afterwards.
 */
interface CloudStore {
  /** Every instance there ever was, in the order of birth. */
  List<Instance> instances();

  void put(Instance instance);

  Settings settings();

  void put(Settings settings);

  List<LogLine> log();

  void append(LogLine line);
}

package io.drover.doubles.cloud;

import java.util.ArrayList;
import java.util.List;

/** Remembers which machines were booted and stopped, in order. */
final class RecordingBoot implements MachineBoot {
  final List<Machine> booted = new ArrayList<>();
  final List<Machine> stopped = new ArrayList<>();

  @Override
  public void boot(Machine machine) {
    booted.add(machine);
  }

  @Override
  public void stop(Machine machine) {
    stopped.add(machine);
  }
}

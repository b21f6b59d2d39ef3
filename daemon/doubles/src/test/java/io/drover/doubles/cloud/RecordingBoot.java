package io.drover.doubles.cloud;

import java.util.ArrayList;
import java.util.List;

/** Remembers which machines were booted and stopped, in order. */
public final class RecordingBoot implements MachineBoot {
  public final List<Machine> booted = new ArrayList<>();
  public final List<Machine> stopped = new ArrayList<>();

  @Override
  public void boot(Machine machine) {
    booted.add(machine);
  }

  @Override
  public void stop(Machine machine) {
    stopped.add(machine);
  }
}

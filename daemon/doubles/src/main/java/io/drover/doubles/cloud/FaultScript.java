package io.drover.doubles.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The faults still to come. The first that matches strikes; one that is used up leaves the script.
 */
final class FaultScript {
  private final List<Fault> faults;
  private final Consumer<List<Fault>> changed;

  FaultScript(List<Fault> faults, Consumer<List<Fault>> changed) {
    this.faults = new ArrayList<>(faults);
    this.changed = changed;
  }

  void replace(List<Fault> script) {
    faults.clear();
    faults.addAll(script);
    changed.accept(remaining());
  }

  List<Fault> remaining() {
    return List.copyOf(faults);
  }

  /** What befalls the request itself. */
  Optional<Fault> atTheDoor(Call call) {
    return take(call, false);
  }

  /** What befalls the instance that the request creates. */
  Optional<Fault> atBirth(Call call) {
    return take(call, true);
  }

  private Optional<Fault> take(Call call, boolean atBirth) {
    for (int i = 0; i < faults.size(); i++) {
      Fault fault = faults.get(i);
      if (fault.fault().atBirth() != atBirth || !fault.match().matches(call)) continue;
      if (fault.times() == 1) faults.remove(i);
      else if (fault.times() > 1) faults.set(i, fault.oneLess());
      if (fault.times() > 0) changed.accept(remaining());
      return Optional.of(fault);
    }
    return Optional.empty();
  }
}

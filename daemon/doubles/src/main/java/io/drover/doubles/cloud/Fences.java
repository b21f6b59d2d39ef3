package io.drover.doubles.cloud;

import java.util.HashMap;
import java.util.Map;

/** The highest claim under which each owner's machines were made or ended so far. */
final class Fences {
  private static final String OWNER = "drover-cluster";

  private final boolean enforced;
  private final Map<String, Mark> highest = new HashMap<>();

  /**
   * @param enforced whether a lower claim is refused
   */
  Fences(boolean enforced) {
    this.enforced = enforced;
  }

  /** Whether a higher claim has acted for the same owner before. */
  boolean refuse(Call call) {
    Mark mark = call.mark();
    String owner = call.tags().get(OWNER);
    if (mark == null || owner == null) {
      return false;
    }
    Mark before = highest.get(owner);
    if (before == null || before.isBelow(mark)) {
      highest.put(owner, mark);
    }
    return enforced && before != null && mark.isBelow(before);
  }
}

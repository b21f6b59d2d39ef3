package io.drover.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.KillPoint.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The daemon is killed at every call of a node's life, at a real control plane: nothing leaks,
 * nothing is bought twice, and the life is lived to its end after the restart.
 */
@ExtendWith(ControlPlaneExtension.class)
class KillPointsIT {
  @Test
  void livesThroughADeathAtThePointsThatLeakMachinesElsewhere(ControlPlane plane) {
    try (LivesUnderFire lives = new LivesUnderFire(plane)) {
      lives.dieAt(DeadlyCall.CREATE_MACHINE, Stage.AFTER_FORWARDING_BEFORE_ANSWER);
      lives.dieAt(DeadlyCall.DELETE_MACHINE, Stage.BEFORE_FORWARDING);
      lives.dieAt(DeadlyCall.NOTE_REMOVED_BY_HAND, Stage.AFTER_FORWARDING_BEFORE_ANSWER);
    }
  }

  /** {@code -Dcall='WRITE_.*' -Dstage=BEFORE_FORWARDING} has it killed at those only. */
  @ParameterizedTest
  @EnumSource(DeadlyCall.Scene.class)
  @Tag("full")
  void livesThroughADeathAtEveryCall(DeadlyCall.Scene scene, ControlPlane plane) {
    Predicate<String> calls = Pattern.compile(System.getProperty("call", "")).asPredicate();
    Predicate<String> stages = Pattern.compile(System.getProperty("stage", "")).asPredicate();
    List<DeadlyCall> chosen =
        DeadlyCall.in(scene).stream().filter(call -> calls.test(call.name())).toList();
    assumeFalse(chosen.isEmpty(), "no such call is made in this scene");
    try (LivesUnderFire lives = new LivesUnderFire(plane)) {
      for (DeadlyCall call : chosen) {
        Arrays.stream(Stage.values())
            .filter(stage -> stages.test(stage.name()))
            .forEach(stage -> lives.dieAt(call, stage));
      }
    }
  }
}

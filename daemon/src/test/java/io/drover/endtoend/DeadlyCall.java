package io.drover.endtoend;

import io.drover.ground.RecordedRequest;
import io.drover.rules.lifecycle.Transition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every call that the life of a node makes, at which the daemon is killed: before it is forwarded,
 * and after it before its answer. Each is made in a scene of its own, and stands for the steps of
 * the state machine that it writes.
 */
enum DeadlyCall {
  HOLD_GROUP(Scene.LIFE, on("PATCH", "/nodegroups/[^/]+$", "drover.dev/nodes")),
  RESERVE_PURCHASE(Scene.LIFE, status("nodegroups", "\"desired\":1")),
  CREATE_RECORD(Scene.LIFE, on("POST", "managednodes$", "")),
  CREATE_MACHINE(Scene.LIFE, on("POST", "/v1/instances$", "")),
  WRITE_PROVISIONED(Scene.LIFE, phase("Provisioned"), Transition.SIGHTED),
  WRITE_JOINED(Scene.LIFE, phase("Joined"), Transition.NODE_SEEN),
  WRITE_READY(Scene.LIFE, phase("Ready"), Transition.SERVES),
  MARK_CANDIDATE(Scene.LIFE, on("PATCH", "/nodes/[^/]+$", "removal-candidate")),
  RESERVE_REMOVAL(Scene.LIFE, status("nodegroups", "\"lastScaleDown\":\"")),
  NOTE_REMOVAL(Scene.LIFE, status("managednodes", "\"reason\":\"NODE_EMPTY\"")),
  WRITE_DRAINING(Scene.LIFE, phase("Draining"), Transition.UNWANTED),
  CORDON(Scene.LIFE, on("PATCH", "/nodes/[^/]+$", "drover.dev/draining")),
  WRITE_TERMINATING(Scene.LIFE, phase("Terminating"), Transition.EMPTY),
  DELETE_MACHINE(Scene.LIFE, on("DELETE", "/v1/instances/", "")),
  DELETE_NODE(Scene.LIFE, on("DELETE", "/api/v1/nodes/", "")),
  WRITE_GONE(Scene.LIFE, phase("Gone"), Transition.CLEARED),
  DELETE_RECORD(Scene.LIFE, on("DELETE", "/managednodes/", "")),
  LET_RECORD_GO(Scene.LIFE, on("PATCH", "/managednodes/[^/]+$", "finalizers")),
  NOTE_REMOVED_BY_HAND(
      Scene.DELETED_BY_HAND,
      status("managednodes", "\"reason\":\"REMOVED_BY_HAND\""),
      Transition.NOTED_UNWANTED),
  EVICT(Scene.DELETED_BY_HAND, on("POST", "/eviction$", "")),
  NOTE_JOIN_TIMEOUT(
      Scene.NEVER_JOINS,
      status("managednodes", "\"reason\":\"JOIN_TIMEOUT\""),
      Transition.NOTED_UNWANTED),
  COUNT_JOIN_FAILURE(Scene.NEVER_JOINS, status("nodegroups", "\"inARow\":1")),
  WRITE_NO_NODE(Scene.NEVER_JOINS, phase("Terminating"), Transition.NO_NODE),
  DELETE_USELESS_MACHINE(Scene.NEVER_JOINS, on("DELETE", "/v1/instances/", "")),
  WRITE_LOST(Scene.NEVER_JOINS, phase("Failed"), Transition.LOST),
  WRITE_FORGOTTEN(Scene.NEVER_JOINS, phase("Gone"), Transition.FORGOTTEN),
  WRITE_NEVER_CAME(Scene.NO_MACHINE, phase("Failed"), Transition.NEVER_CAME),
  WRITE_NOT_MADE(Scene.WITHDRAWN, phase("Gone"), Transition.NOT_MADE),
  WRITE_UNWANTED_BEFORE_READY(
      Scene.NEVER_READY, phase("Draining"), Transition.UNWANTED_BEFORE_READY),
  TAKE_UP(Scene.RECORD_LOST, on("POST", "managednodes$", "takesUp")),
  WRITE_TAKEN_UP(Scene.RECORD_LOST, phase("Provisioned"), Transition.TAKEN_UP);

  /** Steps that only a provider of another shape, or a race, brings about: killed in simulation. */
  static final Set<Transition> ONLY_SIMULATED =
      EnumSet.of(
          Transition.RESERVED_IN_VAIN,
          Transition.NODE_SEEN_TOO_LATE,
          Transition.OUT_OF_TIME,
          Transition.GIVEN_UP,
          Transition.CAME_BACK,
          Transition.OCCUPIED_AGAIN,
          Transition.ALIVE_AFTER_ALL,
          Transition.SEEN_AFTER_ALL,
          Transition.NOTED_SURPLUS);

  /** What happens to the node in whose life the call is made. */
  enum Scene {
    /** A pod wants a node, and after a while none any more. */
    LIFE,
    /** Its record is deleted while a pod runs on it. */
    DELETED_BY_HAND,
    /** The machine comes, and no Node. */
    NEVER_JOINS,
    /** The Node comes, and keeps its startup taint. */
    NEVER_READY,
    /** The provider gives no machine. */
    NO_MACHINE,
    /** Nor then, and somebody deletes the record. */
    WITHDRAWN,
    /** Somebody takes the record of a node that serves away. */
    RECORD_LOST
  }

  private final Scene scene;

  @SuppressWarnings("ImmutableEnumChecker") // it keeps nothing
  private final Predicate<RecordedRequest> at;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
  private final Set<Transition> steps;

  DeadlyCall(Scene scene, Predicate<RecordedRequest> at, Transition... steps) {
    this.scene = scene;
    this.at = at;
    this.steps = Set.of(steps);
  }

  Scene scene() {
    return scene;
  }

  boolean isMade(RecordedRequest request) {
    return at.test(request);
  }

  /** Whether it goes to the provider. */
  boolean toProvider() {
    return this == CREATE_MACHINE || this == DELETE_MACHINE || this == DELETE_USELESS_MACHINE;
  }

  /** The steps of which some call is among these. */
  static Set<Transition> covered() {
    return Arrays.stream(values())
        .flatMap(call -> call.steps.stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Transition.class)));
  }

  static List<DeadlyCall> in(Scene scene) {
    return Arrays.stream(values()).filter(call -> call.scene == scene).toList();
  }

  private static Predicate<RecordedRequest> phase(String phase) {
    return status("managednodes", "\"phase\":\"" + phase + "\"");
  }

  private static Predicate<RecordedRequest> status(String plural, String saying) {
    return on("PATCH", "/" + plural + "/[^/]+/status$", saying);
  }

  private static Predicate<RecordedRequest> on(String method, String path, String saying) {
    Predicate<String> matches = java.util.regex.Pattern.compile(path).asPredicate();
    return request ->
        request.method().equals(method)
            && matches.test(request.path())
            && request.body().contains(saying);
  }
}

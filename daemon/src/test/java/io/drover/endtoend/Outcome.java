package io.drover.endtoend;

import io.drover.endtoend.Purchases.Purchase;
import io.drover.endtoend.scheduling.Scenario;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a scenario ended.
 *
 * @param course what was seen of it
 * @param purchases how often something was bought for each pod
 * @param roundsByNode in which purchase each node came; others stood before
 * @param leftOver nodes, machines and records that do not agree, empty if they do
 */
record Outcome(
    Scenario scenario,
    Course course,
    Map<String, Integer> purchases,
    Map<String, Integer> roundsByNode,
    String leftOver) {
  private static final int MOST_ROUNDS = 3;
  private static final int MOST_PURCHASES = 2;

  /** Pods that the first plan placed. */
  Set<String> placed() {
    return course.placedFirst();
  }

  /** Those that the scheduler bound with what the first plan bought, or their like instead. */
  Set<String> boundThen() {
    Set<String> then = new HashSet<>(placed());
    then.removeAll(misses().keySet());
    return then;
  }

  /** Those that it did not bind then, and why. */
  Map<String, Miss> misses() {
    Set<String> instead = instead().keySet();
    Map<String, Miss> misses = new TreeMap<>();
    placed().stream()
        .filter(pod -> round(pod) > 1 && !instead.contains(pod))
        .forEach(pod -> misses.put(pod, Miss.of(course.lastWords(pod), scenario.nodes().size())));
    return misses;
  }

  /**
   * Placed pods that were not bound then, each with one that was, and that had waited as well
   * without being placed: one of its kind, or of its workload where that one is what keeps it out.
   */
  Map<String, String> instead() {
    Map<String, Object> kinds = scenario.kinds();
    Set<String> spare =
        course.end().bound().keySet().stream()
            .filter(pod -> round(pod) <= 1 && !placed().contains(pod))
            .filter(pod -> !course.everTold(pod).isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, String> instead = new TreeMap<>();
    match(instead, spare, (pod, one) -> Objects.equals(kinds.get(one), kinds.get(pod)));
    match(
        instead, spare, (pod, one) -> keptOutByItsOwn(pod) && workload(one).equals(workload(pod)));
    return instead;
  }

  private void match(
      Map<String, String> instead, Set<String> spare, BiPredicate<String, String> alike) {
    for (String pod : new TreeSet<>(placed())) {
      if (round(pod) > 1 && !instead.containsKey(pod)) {
        spare.stream()
            .filter(one -> alike.test(pod, one))
            .findFirst()
            .ifPresent(
                other -> {
                  instead.put(pod, other);
                  spare.remove(other);
                });
      }
    }
  }

  /** Whether it waits in the end, told that whoever runs now does not let it. */
  private boolean keptOutByItsOwn(String pod) {
    return course.end().waiting().containsKey(pod)
        && course.end().hope(pod) == Told.Hope.NOT_IN_THIS_COMPANY;
  }

  /** Replicas are named after their workload. */
  private static String workload(String pod) {
    return pod.substring(0, pod.lastIndexOf('-'));
  }

  /** Those that are not bound within three purchases, though more might have been bought. */
  List<String> tooLate() {
    return misses().keySet().stream()
        .filter(pod -> round(pod) > MOST_ROUNDS && !course.end().limited(pod))
        .toList();
  }

  /** Those for which no more may be bought. */
  List<String> keptOut() {
    return misses().keySet().stream().filter(course.end()::limited).toList();
  }

  /** The purchase that brought the pod's node, zero if it stood, the largest number if none. */
  private int round(String pod) {
    String node = course.end().bound().get(pod);
    return node == null ? Integer.MAX_VALUE : roundsByNode.getOrDefault(node, 0);
  }

  /** Pods that were bound then, but not on a node of the group that was bought from for them. */
  long elsewhere() {
    return boundThen().stream().filter(this::elsewhere).count();
  }

  private boolean elsewhere(String pod) {
    @Nullable Purchase bought = course.first().get(pod);
    String node = course.end().bound().get(pod);
    return bought != null && node != null && !node.startsWith(bought.group() + "-");
  }

  /** Bound, although it was once said that no node and no offer could ever take them. */
  List<String> boundAgainstAllHope() {
    return bound(pod -> course.everTold(pod).contains(Told.Hope.NEVER));
  }

  /**
   * Bound, although all the time it was said that no node and no offer could take them. One that
   * stands for its like is none.
   */
  List<String> boundUnexpectedly() {
    return bound(
        pod ->
            !course.everTold(pod).isEmpty()
                && Told.none().containsAll(course.everTold(pod))
                && !purchases.containsKey(pod)
                && !instead().containsValue(pod));
  }

  private List<String> bound(Predicate<String> those) {
    return course.end().bound().keySet().stream().filter(those).sorted().toList();
  }

  /** Pods that wait in the end although a place was told. */
  List<String> waitingInVain() {
    return course.end().waiting().keySet().stream()
        .filter(pod -> course.end().hope(pod) == Told.Hope.FITS)
        .sorted()
        .toList();
  }

  List<String> boughtForTooOften() {
    return purchases.entrySet().stream()
        .filter(entry -> entry.getValue() > MOST_PURCHASES)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Pods that wait in the end, and of which this is told. */
  long hopeless(Told.Hope how) {
    return course.end().waiting().keySet().stream()
        .filter(pod -> course.end().hope(pod) == how)
        .count();
  }

  /** One line, and one more for each pod that missed or surprises. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %d placed by the first plan; bound then: %d (%d in another group, %d by their like); missed: %d; "
            .formatted(
                scenario.name(),
                placed().size(),
                boundThen().size(),
                elsewhere(),
                instead().size(),
                misses().size()));
    text.append(
        "%d rounds, %d nodes; %d bound, %d wait (%d can never run, %d not in this company)%n"
            .formatted(
                course.rounds(),
                roundsByNode.size(),
                course.end().bound().size(),
                course.end().waiting().size(),
                hopeless(Told.Hope.NEVER),
                hopeless(Told.Hope.NOT_IN_THIS_COMPANY)));
    misses()
        .forEach(
            (pod, miss) ->
                text.append("  missed %s: %s, ".formatted(pod, miss))
                    .append(round(pod) > MOST_ROUNDS ? "not bound" : "bound in round " + round(pod))
                    .append(": %s%n".formatted(course.lastWords(pod))));
    boundUnexpectedly()
        .forEach(
            pod ->
                text.append(
                    "  bound unexpectedly: %s, told %s%n".formatted(pod, course.lastTold(pod))));
    return text.toString();
  }
}

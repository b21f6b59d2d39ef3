package io.drover.rules.scheduling;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.Taint.Effect;
import io.drover.rules.facts.Toleration;
import io.drover.rules.facts.WorldBuilder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PredicatesTest {
  private static final String NOT_SELECTED = "node(s) didn't match Pod's node affinity/selector";

  static Stream<Arguments> cases() {
    return Stream.of(
        arguments("a plain pod on a plain node", aPod("p"), aNode("n"), null),
        arguments(
            "a cordoned node", aPod("p"), aNode("n").cordoned(), "node(s) were unschedulable"),
        arguments(
            "a cordoned node and a pod that tolerates cordons",
            aPod("p").tolerating("node.kubernetes.io/unschedulable"),
            aNode("n").cordoned(),
            null),
        arguments(
            "a hard taint",
            aPod("p"),
            aNode("n").tainted("gpu", "yes", Effect.NO_SCHEDULE),
            "node(s) had untolerated taint(s) {gpu: yes}"),
        arguments(
            "an evicting taint",
            aPod("p"),
            aNode("n").tainted("gpu", "yes", Effect.NO_EXECUTE),
            "node(s) had untolerated taint(s) {gpu: yes}"),
        arguments(
            "a soft taint",
            aPod("p"),
            aNode("n").tainted("gpu", "yes", Effect.PREFER_NO_SCHEDULE),
            null),
        arguments("our candidate taint", aPod("p"), aNode("n").candidateSince(Instant.EPOCH), null),
        arguments(
            "a taint tolerated with another value",
            aPod("p").tolerating(new Toleration("gpu", Toleration.Operator.EQUAL, "no", null)),
            aNode("n").tainted("gpu", "yes", Effect.NO_SCHEDULE),
            "node(s) had untolerated taint(s) {gpu: yes}"),
        arguments(
            "a selector that matches",
            aPod("p").selecting("disk", "ssd"),
            aNode("n").labelled("disk", "ssd"),
            null),
        arguments(
            "a selector that does not",
            aPod("p").selecting("disk", "ssd"),
            aNode("n").labelled("disk", "hdd"),
            NOT_SELECTED),
        arguments(
            "one of two affinity terms",
            aPod("p").requiring(in("zone", "a")).requiring(in("zone", "b")),
            aNode("n").labelled("zone", "b"),
            null),
        arguments(
            "an affinity term without requirements",
            aPod("p").requiring(new SelectorTerm(List.of(), List.of())),
            aNode("n"),
            NOT_SELECTED),
        arguments(
            "a greater-than requirement",
            aPod("p").requiring(new Requirement("cores", Requirement.Operator.GT, List.of("3"))),
            aNode("n").labelled("cores", "4"),
            null),
        arguments(
            "a field that names the node",
            aPod("p").requiring(new SelectorTerm(List.of(), List.of(in("metadata.name", "n")))),
            aNode("n"),
            null),
        arguments(
            "a field that names another node",
            aPod("p").requiring(new SelectorTerm(List.of(), List.of(in("metadata.name", "m")))),
            aNode("n"),
            NOT_SELECTED),
        arguments(
            "a pod that just fits",
            aPod("p").asking("2", "4Gi"),
            aNode("n").with("2", "4Gi"),
            null),
        arguments(
            "a pod that asks too much of two resources",
            aPod("p").asking("2001m", "5Gi"),
            aNode("n").with("2", "4Gi"),
            "Insufficient cpu, Insufficient memory"),
        arguments(
            "the first refusal in the scheduler's order",
            aPod("p").asking("9", "1Gi").selecting("disk", "ssd"),
            aNode("n").tainted("gpu", "yes", Effect.NO_SCHEDULE),
            "node(s) had untolerated taint(s) {gpu: yes}"),
        arguments(
            "a constraint that is not simulated",
            aPod("p").notSimulated("podAffinity").notSimulated("dra"),
            aNode("n"),
            "pod has constraints that are not simulated: dra, podAffinity"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void saysWhatTheSchedulerSays(
      String name, PodBuilder pod, NodeBuilder node, @Nullable String detail) {
    WhyNot refusal = refusal(pod, aWorld().with(node));

    assertThat(refusal == null ? null : refusal.detail()).as(name).isEqualTo(detail);
  }

  /** What the world's only node, n, says. */
  private static @Nullable WhyNot refusal(PodBuilder pod, WorldBuilder world) {
    return new ClusterModel(world.build()).refusals(pod.build()).get("n");
  }

  @Test
  void takesAHostPortOnlyOnce() {
    WhyNot refusal =
        refusal(
            aPod("b").hostPort(9100),
            aWorld().with(aNode("n")).with(aPod("a").on("n").hostPort(9100)));

    assertThat(refusal)
        .isEqualTo(
            new WhyNot(
                WhyNot.Cause.HOST_PORT_TAKEN,
                "node(s) didn't have free ports for the requested pod ports"));
  }

  @Test
  void countsPods() {
    WhyNot refusal =
        refusal(
            aPod("b"),
            aWorld().with(aNode("n").having(amounts("2", "4Gi", 1))).with(aPod("a").on("n")));

    assertThat(refusal).isEqualTo(new WhyNot(WhyNot.Cause.INSUFFICIENT_RESOURCES, "Too many pods"));
  }
}

package io.drover.rules.scheduling;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.Requirement.Operator;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a cluster says, the model answers: with a node, or with a reason. */
class NonsenseTest {
  private static final GroupName GROUP = new GroupName("general");
  private static final Map<GroupName, Room> PLENTY =
      Map.of(GROUP, new Room(1_000, Resources.NONE, null));
  private static final LabelSelector EVERYBODY = new LabelSelector(List.of());
  private static final Resources ENDLESS =
      Resources.of(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  static Stream<Arguments> fitsNowhere() {
    return Stream.of(
        arguments("more than there is in the world", aPod("p").asking(ENDLESS)),
        arguments(
            "a resource that nobody has",
            aPod("p").asking(Resources.of(Map.of("example.com/unicorn", 1L)))),
        arguments(
            "selectors that contradict each other",
            aPod("p")
                .requiring(
                    new Requirement("a", Operator.EXISTS, List.of()),
                    new Requirement("a", Operator.DOES_NOT_EXIST, List.of()))),
        arguments(
            "a comparison with nothing",
            aPod("p").requiring(new Requirement("a", Operator.GT, List.of()))),
        arguments(
            "names of nodes that contradict each other",
            aPod("p")
                .requiring(
                    new SelectorTerm(
                        List.of(), List.of(in("metadata.name", "n"), in("metadata.name", "m"))))),
        arguments(
            "a term that says nothing",
            aPod("p").requiring(new SelectorTerm(List.of(), List.of()))),
        arguments("a claim that is not there", aPod("p").mounting("lost")),
        arguments("company that is nowhere", aPod("p").near(term("who", "nobody"))),
        arguments(
            "a skew that nothing can keep",
            aPod("p")
                .spreading(
                    new SpreadConstraint(
                        "kubernetes.io/hostname", 1, Integer.MAX_VALUE, EVERYBODY, true, true))
                .selecting("a", "b")));
  }

  private static AffinityTerm term(String label, String value) {
    return new AffinityTerm(
        "kubernetes.io/hostname",
        Set.of("default"),
        EVERYBODY,
        new LabelSelector(List.of(in(label, value))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fitsNowhere")
  void saysWhyNothingTakesThePod(String name, PodBuilder pod) {
    World world = aWorld().with(aNode("n")).build();
    ClusterModel model = new ClusterModel(world);

    assertThat(model.place(pod.build(), any -> true)).isEmpty();
    assertThat(model.refusals(pod.build())).containsOnlyKeys("n");
    Packed packed =
        Packing.pack(model, List.of(pod.build()), List.of(offer()), PLENTY, Budget.UNLIMITED);
    assertThat(packed.nodes()).isEmpty();
    assertThat(packed.unplaced())
        .singleElement()
        .satisfies(unplaced -> assertThat(unplaced.refusals()).isNotEmpty());
  }

  @Test
  void countsAbsurdAmountsWithoutAnOverflow() {
    World world =
        aWorld()
            .with(aNode("n").with("4", "8Gi"))
            .with(
                aPod("a").on("n").asking(ENDLESS),
                aPod("b").on("n").asking(ENDLESS),
                aPod("c").on("n").asking(Resources.of(-1, -1, -1)))
            .build();

    assertThat(new ClusterModel(world).refusals(aPod("new").build()).get("n"))
        .isEqualTo(
            new WhyNot(
                WhyNot.Cause.INSUFFICIENT_RESOURCES,
                "Insufficient cpu, Insufficient memory, Too many pods"));
  }

  @Test
  void looksAtTenThousandLabelsOfANode() {
    NodeBuilder node = aNode("n");
    for (int label = 0; label < 10_000; label++) {
      node.labelled("label-" + label, "value");
    }
    ClusterModel model = new ClusterModel(aWorld().with(node).build());

    PodFact pod = aPod("p").selecting("label-9999", "value").build();

    assertThat(model.place(pod, any -> true)).contains("n");
  }

  @Test
  void findsNoEndToPodsThatWantEachOtherOnly() {
    PodBuilder chicken = aPod("chicken").labelled("is", "chicken").near(term("is", "egg"));
    PodBuilder egg = aPod("egg").labelled("is", "egg").near(term("is", "chicken"));
    ClusterModel model = new ClusterModel(aWorld().build());

    Packed packed =
        Packing.pack(
            model,
            List.of(chicken.build(), egg.build()),
            List.of(offer()),
            PLENTY,
            Budget.UNLIMITED);

    assertThat(packed.unplaced())
        .hasSize(2)
        .allSatisfy(
            unplaced ->
                assertThat(unplaced.refusals())
                    .extracting(refused -> refused.why().cause())
                    .containsOnly(WhyNot.Cause.POD_AFFINITY));
  }

  private static Offer offer() {
    var offering = anOffering("small").build();
    var group = aGroup(GROUP.value()).sized(0, 1_000).build();
    return new Offer(GROUP, 0, offering, Templates.of(group, offering, List.of()));
  }
}

package io.drover.rules.scheduling;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionTest {
  private static final String NEVER = "no node can match the pod's node affinity/selector: ";
  private static final String HOST = "kubernetes.io/hostname";
  private static final List<Operator> OPERATORS = List.of(Operator.values());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zone=a | zone IN b | zone In [b] and zone In [a] | selector and affinity
          zone=a | zone NOT_IN a | zone NotIn [a] and zone In [a] | the value is excluded
          zone=a | zone DOES_NOT_EXIST | zone DoesNotExist and zone In [a] | it must not be there
          '' | zone EXISTS & zone DOES_NOT_EXIST | zone Exists and zone DoesNotExist | there and not there
          '' | cores GT 4 & cores LT 4 | cores Exists >=5 and cores Exists <=3 | no number between
          '' | cores IN 1,2 & cores GT 4 | cores In [1 2] and cores Exists >=5 | none so large
          '' | cores IN many & cores GT 4 | cores In [many] and cores Exists >=5 | no number at all
          '' | zone IN a & zone IN b; zone IN c & zone IN d | zone In [a] and zone In [b] | each term by itself
          '' | EMPTY | an empty term matches none | a term that says nothing
          zone=a | zone IN b; zone IN a | - | one term will do
          zone=a | zone IN a,b | - | the selector narrows
          '' | zone NOT_IN a & zone DOES_NOT_EXIST | - | neither minds that it is not there
          '' | cores GT 4 & cores LT 6 | - | one number is left
          '' | cores GT many & cores LT 1 | - | what cannot be read is not judged
          '' | cores GT 9223372036854775807 | - | nor is what cannot be counted past
          zone=a | disk IN x | - | other labels
          zone=a | '' | - | a selector alone
          '' | '' | - | no choice at all
          """)
  void isFoundWhereNoLabelsCouldSatisfyThePod(
      String selector, String affinity, String told, String why) {
    PodBuilder pod = pod(selector, affinity);

    WhyNot refusal = new ClusterModel(aWorld().build()).refusalOfAll(pod.build());

    assertThat(refusal)
        .as(why)
        .isEqualTo(
            told.equals("-")
                ? null
                : new WhyNot(WhyNot.Cause.NODE_SELECTOR_MISMATCH, NEVER + told));
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void isToldOnceInPlaceOfEachOffersMismatch(boolean company) {
    PodBuilder pod = pod("zone=a", "zone IN b");
    if (company) {
      pod.labelled("app", "web").apartFrom(web());
    }
    List<Offer> offers =
        Stream.of("small", "large")
            .map(name -> anOffering(name).build())
            .map(
                offering ->
                    new Offer(
                        new GroupName("general"),
                        0,
                        offering,
                        Templates.of(aGroup("general").build(), offering, List.of())))
            .toList();

    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            List.of(pod.build()),
            offers,
            Map.of(new GroupName("general"), new Room(5, Resources.NONE, null)),
            Budget.UNLIMITED);

    assertThat(packed.unplaced())
        .singleElement()
        .satisfies(
            unplaced ->
                assertThat(unplaced.refusals())
                    .extracting(Packed.Refused::alternative)
                    .containsExactly(""));
  }

  @Test
  void leavesTheSchedulersWordsForEachNode() {
    ClusterModel model = new ClusterModel(aWorld().with(aNode("n")).build());

    assertThat(model.refusals(pod("zone=a", "zone IN b").build()))
        .containsEntry("n", NodeAffinity.REFUSAL);
  }

  /** Whatever some node satisfies is no contradiction. */
  @Test
  void isNeverSeenWhereSomeNodeMatches() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      PodBuilder builder = aPod("p");
      if (random.nextBoolean()) {
        builder.selecting(letter(random, "kl"), letter(random, "123x"));
      }
      for (int terms = random.nextInt(3); terms > 0; terms--) {
        builder.requiring(
            Stream.generate(() -> requirement(random))
                .limit(1 + random.nextInt(3))
                .toArray(Requirement[]::new));
      }
      NodeBuilder node = aNode("n");
      for (String key : List.of("k", "l")) {
        if (random.nextInt(3) > 0) {
          node.labelled(key, letter(random, "123x"));
        }
      }
      PodFact pod = builder.build();
      ClusterModel model = new ClusterModel(aWorld().with(node).build());
      if (model.refusals(pod).isEmpty()) {
        assertThat(model.refusalOfAll(pod)).as("seed %d", seed).isNull();
      }
    }
  }

  private static Requirement requirement(Random random) {
    Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    List<String> values =
        switch (operator) {
          case IN, NOT_IN -> List.of(letter(random, "123x"), letter(random, "123x"));
          case GT, LT -> List.of(letter(random, "0123x"));
          case EXISTS, DOES_NOT_EXIST -> List.of();
        };
    return new Requirement(letter(random, "kl"), operator, values);
  }

  private static String letter(Random random, String from) {
    return String.valueOf(from.charAt(random.nextInt(from.length())));
  }

  private static AffinityTerm web() {
    return new AffinityTerm(
        HOST,
        Set.of("default"),
        new LabelSelector(List.of(in(""))),
        new LabelSelector(List.of(in("app", "web"))));
  }

  private static PodBuilder pod(String selector, String affinity) {
    PodBuilder pod = aPod("p");
    if (!selector.isEmpty()) {
      String[] parts = selector.split("=", -1);
      pod.selecting(parts[0], parts[1]);
    }
    if (!affinity.isEmpty()) {
      for (String term : affinity.split("; ", -1)) {
        pod.requiring(
            new SelectorTerm(
                term.equals("EMPTY")
                    ? List.of()
                    : Arrays.stream(term.split(" & ", -1))
                        .map(ContradictionTest::requirement)
                        .toList(),
                List.of()));
      }
    }
    return pod;
  }

  private static Requirement requirement(String text) {
    String[] parts = text.split(" ", -1);
    return new Requirement(
        parts[0],
        Operator.valueOf(parts[1]),
        parts.length < 3 ? List.of() : List.of(parts[2].split(",", -1)));
  }
}

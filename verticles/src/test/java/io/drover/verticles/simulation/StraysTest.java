package io.drover.verticles.simulation;

import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Machines with our tag that no record stands for, or that a record has one too many of. */
class StraysTest {
  private static final Resources ROOM = Resources.of(1900, 3800L << 20, 110);
  private static final Duration SETTLES = Duration.ofSeconds(30);

  private final Fates fates = new Fates();
  private final House house =
      new House(
          1,
          List.of(anOffering("small").of("cloud").with("2", "4Gi").allocatable(ROOM).build()),
          fates);

  /** What becomes of the next call of one kind. */
  private static final class Fates implements Crossing {
    String command = "";
    Fate fate = Fate.PASSES;

    @Override
    public Fate next(String called) {
      if (!called.equals(command)) {
        return Fate.PASSES;
      }
      command = "";
      return fate;
    }
  }

  @BeforeEach
  void declareTheGroup() {
    ShapesTest.apply(house);
  }

  private void strays(int count) {
    for (int i = 0; i < count; i++) {
      house.cloud.more.add(instance("fake://stray-" + i, "lost-" + i));
    }
  }

  private static Instance instance(String id, String intent) {
    OwnerTag owner = new OwnerTag("home", "cluster-uid", "general", intent);
    return new Instance(id, id.substring(7), Instance.State.RUNNING, owner);
  }

  private List<JournalEntry> told(String kind) {
    return house.journal.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  private NodeGroupFact.Standing standing() {
    return house.cluster.now().group(new GroupName("general")).orElseThrow().history().standing();
  }

  private ManagedNodeFact record() {
    return house.cluster.now().managedNodes().iterator().next();
  }

  private List<String> deleted() {
    return house.cloud.log.stream()
        .filter(ProviderCommand.Delete.class::isInstance)
        .map(command -> ((ProviderCommand.Delete) command).providerId())
        .toList();
  }

  @Test
  void freezesTheGroupsOfTheAccountUntilTheListIsUnderTheBoundAgain() {
    strays(3);
    house.cluster.run(ShapesTest.web(3));

    house.time.pass(Duration.ofMinutes(10));
    assertThat(house.cloud.log).isEmpty();
    assertThat(told("frozen"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).isEqualTo("TOO_MANY_WITHOUT_RECORD"));
    assertThat(standing().frozen()).isEqualTo("TOO_MANY_WITHOUT_RECORD");
    assertThat(house.calls).contains("TellEvent");

    house.cloud.more.removeFirst();
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(5)))
        .isTrue();
    assertThat(standing().frozen()).isNull();
    assertThat(house.cloud.more).as("none is swept").hasSize(2);
  }

  @Test
  void twoMachinesOfOneIntentLackOneRecord() {
    strays(2);
    house.cloud.more.add(instance("fake://stray-1b", "lost-1"));
    house.cluster.run(ShapesTest.web(3));

    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(5)))
        .isTrue();
    assertThat(told("frozen")).isEmpty();
  }

  @Test
  void deletesAndDrainsNothingWhileItIsFrozen() {
    house.cluster.run(ShapesTest.web(6));
    house.time.runUntil(() -> ShapesTest.pods(house) == 6, Duration.ofMinutes(5));
    strays(4);
    house.time.pass(Duration.ofSeconds(30));
    house.cluster.withdraw(record().identity().name());
    house.cluster.run(ShapesTest.web(0));

    house.time.pass(Duration.ofHours(1));

    assertThat(deleted()).isEmpty();
    assertThat(house.cluster.now().nodes()).hasSize(2).noneMatch(n -> n.shape().unschedulable());
  }

  @Test
  void staysFrozenWhenTheProcessDies() {
    strays(3);
    house.time.pass(Duration.ofSeconds(30));
    house.kill();
    house.cluster.run(ShapesTest.web(3));

    house.time.pass(Duration.ofMinutes(5));

    assertThat(house.cloud.log).isEmpty();
  }

  @Test
  void buysNothingBeforeTheMachinesCouldBeListedAndSaysSo() {
    house.cloud.lists = false;
    house.kill();
    house.cluster.run(ShapesTest.web(3));

    house.time.pass(Duration.ofMinutes(5));
    assertThat(house.cloud.log).noneMatch(ProviderCommand.Create.class::isInstance);
    assertThat(told("provider-failure"))
        .first()
        .satisfies(
            entry -> {
              assertThat(entry.reason()).isEqualTo("PROVIDER_UNREACHABLE");
              assertThat(entry.text()).contains("no list of machines");
            });

    house.cloud.lists = true;
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(5)))
        .isTrue();
  }

  @Test
  void onlyTellsOfAFew() {
    strays(2);
    house.cluster.run(ShapesTest.web(3));

    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(5)))
        .isTrue();
    assertThat(told("orphans")).hasSize(1);
    assertThat(told("frozen")).isEmpty();
    assertThat(house.cloud.more).hasSize(2);
  }

  @Test
  void saysWithoutAReasonThatEveryMachineHasARecordAgain() {
    strays(1);
    house.time.pass(Duration.ofMinutes(1));
    house.cloud.more.clear();

    house.time.pass(Duration.ofMinutes(1));

    assertThat(told("orphans"))
        .extracting(JournalEntry::reason)
        .containsExactly("MACHINE_WITHOUT_RECORD", "");
    assertThat(told("orphans").getLast().text()).isEqualTo("every machine has a record again");
  }

  private void findByName() {
    house.cloud.creation = Capabilities.Creation.FIND_BY_NAME;
    house.cloud.settles = SETTLES;
    house.cluster.run(ShapesTest.web(3));
    house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(5));
  }

  /** A second machine of the first record's intent appears, and its Node joins. */
  private void second() {
    house.cloud.more.add(instance("fake://second", record().identity().uid()));
    house.cluster.join(
        new NodeName("second"),
        "fake://second",
        Map.of("kubernetes.io/hostname", "second"),
        EmbeddedCluster.shape(ROOM, List.of()));
  }

  private static boolean ofTheSecond(ManagedNodeFact record) {
    return "fake://second".equals(record.progress().providerId());
  }

  private Optional<ManagedNodeFact> recordOfTheSecond() {
    return house.cluster.now().managedNodes().stream().filter(StraysTest::ofTheSecond).findFirst();
  }

  private boolean secondIsGone() {
    return house.cloud.more.isEmpty()
        && recordOfTheSecond().isEmpty()
        && house.cluster.now().node(new NodeName("second")).isEmpty();
  }

  @Test
  void deletesASecondMachineOfAnIntentAfterItsGrace() {
    findByName();
    String own = record().progress().providerId();
    house.cloud.more.add(instance("fake://second", record().identity().uid()));

    house.time.pass(SETTLES.minusSeconds(1));
    assertThat(deleted()).isEmpty();
    house.time.pass(Duration.ofMinutes(2));

    assertThat(deleted()).containsExactly("fake://second");
    assertThat(house.cluster.now().managedNodes()).hasSize(1);
    assertThat(record().progress().providerId()).isEqualTo(own);
    assertThat(record().progress().dealings().surplus()).isEmpty();
    assertThat(told("surplus")).hasSize(1);
    assertThat(told("taken-up")).isEmpty();
    assertThat(house.cloud.running()).isEqualTo(1);
  }

  @Test
  void drainsASecondMachineThatHasJoinedBeforeItIsDeletedAndNeverTakesItForItsOwn() {
    findByName();
    String own = record().progress().providerId();
    second();
    house.cluster.run(ShapesTest.web(5));
    assertThat(podsOnTheSecond()).isPositive();
    house.cluster.run(ShapesTest.web(5).guarded(5));

    house.time.pass(SETTLES.plusMinutes(30));
    assertThat(deleted()).as("its pods must not be evicted").isEmpty();
    assertThat(recordOfTheSecond().orElseThrow().phase()).isEqualTo(Phase.DRAINING);
    assertThat(recordOfTheSecond().orElseThrow().counts()).isFalse();
    NodeFact node = house.cluster.now().node(new NodeName("second")).orElseThrow();
    assertThat(node.shape().unschedulable()).isTrue();
    assertThat(node.labels()).doesNotContainKey(NodeFact.GROUP_LABEL);

    house.cluster.run(ShapesTest.web(5).guarded(4));
    assertThat(house.time.runUntil(this::secondIsGone, Duration.ofMinutes(20))).isTrue();
    assertThat(deleted()).containsOnly("fake://second");
    assertThat(record().progress().providerId()).isEqualTo(own);
    assertThat(record().progress().dealings().surplus()).isEmpty();
    assertThat(told("taken-up"))
        .extracting(JournalEntry::reason)
        .containsExactly("SECOND_MACHINE_OF_INTENT");
  }

  private int podsOnTheSecond() {
    return house.cluster.now().podsOn(new NodeName("second")).size();
  }

  @Test
  void keepsARecordUntilItsSecondMachineIsDrainedToo() {
    findByName();
    second();
    house.cluster.run(ShapesTest.web(5).guarded(5));
    house.time.pass(SETTLES.plusMinutes(5));
    String first = "fake://" + record().identity().name();
    house.cluster.withdraw(record().identity().name());
    house.time.pass(Duration.ofMinutes(30));
    assertThat(house.cluster.now().managedNodes()).hasSizeGreaterThanOrEqualTo(2);

    house.cluster.run(ShapesTest.web(0));

    assertThat(
            house.time.runUntil(
                () -> house.cluster.now().managedNodes().isEmpty(), Duration.ofHours(1)))
        .isTrue();
    assertThat(deleted()).contains(first, "fake://second");
    assertThat(house.cloud.running()).isZero();
    assertThat(house.cloud.more).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Crossing.Fate.class,
      names = {"KILLED_BEFORE", "KILLED_AFTER", "UNANSWERED"})
  void deletesOnlyTheSecondMachineWhateverHappensToTheCall(Crossing.Fate fate) {
    findByName();
    fates.command = "Delete";
    fates.fate = fate;
    second();

    house.time.pass(Duration.ofMinutes(10));

    assertThat(house.cloud.more).isEmpty();
    assertThat(deleted()).containsOnly("fake://second");
    assertThat(record().phase()).isEqualTo(Phase.READY);
    assertThat(record().progress().dealings().surplus()).isEmpty();
  }

  @Test
  void keepsASecondMachineWhereAKeyExcludesThatThereIsOne() {
    house.cluster.run(ShapesTest.web(3));
    house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(5));
    second();

    house.time.pass(Duration.ofMinutes(10));

    assertThat(deleted()).isEmpty();
    assertThat(told("orphans")).hasSize(1);
  }
}

package io.drover.verticles.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.engine.AroundNothing;
import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.EngineLimits;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.engine.PolicyProblem;
import io.drover.rules.explain.DecisionDiff;
import io.drover.rules.facts.Budget;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.PolicyOrder;
import io.drover.verticles.bus.PolicyReport;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.simulation.SimulatedTime;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of one installation end with the same policies, whoever edits, leaves or joins. */
final class FellowsTest {
  private static final Duration A_MOMENT = Duration.ofSeconds(15);
  private static final String ONE = "scale-up/one.drl";

  private final ImmediateBus cluster = new ImmediateBus();
  private final SimulatedTime time = new SimulatedTime(1);

  private static String rule(int priority) {
    return """
        import io.drover.rules.facts.PendingPod;
        import io.drover.rules.plan.Demand;

        rule "A pod is demand"
        @Reason(PODS_UNSCHEDULABLE)
        when
            PendingPod($pod : pod, priority > %d)
        then
            insertLogical(new Demand($pod));
        end
        """
        .formatted(priority);
  }

  private static final Function<PolicyFolder, Compiled> COMPILER =
      new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(1_000_000))::compile;

  /** A version of Drover that does not know what the other's rules are written in. */
  private static Compiled old(PolicyFolder files) {
    return files.files().size() > 1
        ? new Compiled.Refused(
            files.version(), List.of(new PolicyProblem("scale-up/two.drl", 1, "", "too new")))
        : COMPILER.apply(files);
  }

  /** A member: folder, state and room of its own. */
  private final class Member {
    private final String name;
    private final Path state;
    private final Function<PolicyFolder, Compiled> compiler;
    private final Set<String> endangered = new TreeSet<>();
    private final WrittenPolicies files = new WrittenPolicies();
    private PairedBus bus = new PairedBus(cluster);

    Member(String name, Path disk, Function<PolicyFolder, Compiled> compiler) {
      this.name = name;
      this.state = disk.resolve(name);
      this.compiler = compiler;
      files.write(ONE, rule(0));
    }

    Member starts() {
      bus.apart(true);
      bus = new PairedBus(cluster);
      Rooms rooms = new Rooms("uid-" + name);
      bus.answer(
          rooms.policyTrial(),
          trial -> Future.succeededFuture(new DecisionDiff(List.of(), endangered, List.of())));
      new PoliciesRoom(
              Compiling.begin(files, compiler),
              new DiskPolicyStore(state),
              new PolicyGates(2, 2),
              new PoliciesRoom.House(
                  name, bus, time, time, time, () -> Map.of("of " + name, rooms)))
          .start();
      time.pass(A_MOMENT);
      return this;
    }

    void edits(int priority) {
      files.write(ONE, rule(priority));
      time.pass(A_MOMENT);
    }

    PolicyReport does(PolicyOrder order) {
      PolicyReport report = bus.ask(PolicyOrder.SEND, order, A_MOMENT).result();
      time.pass(A_MOMENT);
      return report;
    }

    PolicyState state() {
      return bus.own().published(PolicyState.CHANGED).getLast();
    }

    ActivePolicies decides() {
      return bus.own().published(ActivePolicies.CHANGED).getLast();
    }
  }

  private Member member(String name, Path disk) {
    return new Member(name, disk, COMPILER).starts();
  }

  @Test
  void anEditOnOneDecidesOnAll(@TempDir Path disk) {
    Member a = member("a", disk);
    Member b = member("b", disk);
    String first = a.state().version();
    assertThat(b.state().version()).isEqualTo(first);

    a.edits(10);

    assertThat(a.state().version()).isNotEqualTo(first).isEqualTo(a.state().folder());
    assertThat(b.decides().version()).isEqualTo(a.state().version());
    assertThat(b.state().pinned()).as("its own folder is another").isTrue();
    assertThat(b.does(new PolicyOrder.History("eve")).history().getLast())
        .matches(entry -> entry.how().equals("member") && entry.who().contains("on a"));

    b.edits(20);
    assertThat(a.decides().version()).isEqualTo(b.state().version()).isEqualTo(b.state().folder());

    a.does(new PolicyOrder.Rollback("eve", first));
    assertThat(b.decides().version()).isEqualTo(first);
  }

  @Test
  void whoWasAwayLearnsOfItAndWhoIsNewDoesNotOverrule(@TempDir Path disk) {
    Member a = member("a", disk);
    Member b = member("b", disk);
    b.bus.apart(true);
    a.edits(10);
    assertThat(b.decides().version()).isNotEqualTo(a.decides().version());
    b.bus.apart(false);
    time.pass(A_MOMENT);
    assertThat(b.decides().version()).isEqualTo(a.decides().version());

    b.starts();
    assertThat(b.decides().version()).as("after a restart").isEqualTo(a.decides().version());

    String chosen = a.decides().version();
    Member c = new Member("c", disk, COMPILER);
    c.files.write(ONE, rule(99));
    c.starts();
    assertThat(c.decides().version()).isEqualTo(chosen);
    assertThat(a.decides().version()).isEqualTo(chosen);
  }

  @Test
  void aReloadOfOneDoesNotBringItsOldFolderBack(@TempDir Path disk) {
    Member a = member("a", disk);
    Member b = member("b", disk);
    a.edits(10);
    String chosen = a.decides().version();

    b.does(new PolicyOrder.Reload("reload"));

    assertThat(b.decides().version()).isEqualTo(chosen);
    assertThat(a.decides().version()).isEqualTo(chosen);
    b.does(new PolicyOrder.Apply("eve", false));
    assertThat(a.decides().version()).as("asked for").isEqualTo(b.state().folder());
  }

  @Test
  void ofTwoEditsInASplitTheLaterHolds(@TempDir Path disk) {
    Member a = member("a", disk);
    Member b = member("b", disk);
    a.bus.apart(true);
    b.bus.apart(true);
    a.edits(10);
    b.edits(20);
    String later = b.decides().version();
    a.bus.apart(false);
    b.bus.apart(false);
    time.pass(A_MOMENT);
    assertThat(a.decides().version()).isEqualTo(later);
    assertThat(b.decides().version()).isEqualTo(later);
  }

  @Test
  void whoCannotCompileItSaysSoAndDecidesNothing(@TempDir Path disk) {
    Member a = member("a", disk);
    Member b = new Member("b", disk, FellowsTest::old).starts();
    a.files.write("scale-up/two.drl", rule(5).replace("A pod", "Another pod"));
    time.pass(A_MOMENT);

    assertThat(b.state().version()).isEmpty();
    assertThat(b.state().problems().toString())
        .contains(a.decides().version(), "decides on a", "too new");
    assertThat(b.decides().scaling().growth(List.of(), List.of(), AroundNothing.HERE))
        .isInstanceOf(PolicyAnswer.CutOff.class);

    a.edits(30);
    a.files.remove("scale-up/two.drl");
    time.pass(A_MOMENT);
    assertThat(b.decides().version()).isEqualTo(a.decides().version()).isNotEmpty();
  }

  @Test
  void whatWouldEndangerNodesElsewhereWaitsThereForAConfirmation(@TempDir Path disk) {
    Member a = member("a", disk);
    Member b = member("b", disk);
    String first = b.decides().version();
    b.endangered.addAll(Set.of("n1", "n2", "n3"));
    a.edits(10);
    assertThat(b.decides().version()).isEqualTo(first);
    assertThat(b.state().held()).contains(a.decides().version(), "3 more nodes");

    b.does(new PolicyOrder.Apply("eve", true));
    assertThat(b.decides().version()).isEqualTo(a.decides().version());
    assertThat(b.state().held()).isEmpty();
  }

  @Test
  void filesArriveAsTheyWereSent() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    java.util.Random random = new java.util.Random(3);
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[random.nextInt(9_000)];
      random.nextBytes(bytes);
      files.put("scale-up/" + i + ".drl", bytes);
    }
    files.put("empty.yaml", "".getBytes(StandardCharsets.UTF_8));
    PolicyFolder folder = new PolicyFolder(files);
    String parcel = Parcel.pack(folder);
    StringBuilder arrived = new StringBuilder();
    for (int i = 0; i < Parcel.parts(parcel); i++) {
      arrived.append(Parcel.part(parcel, i));
    }
    assertThat(Parcel.parts(parcel)).isGreaterThan(2);
    assertThat(Parcel.unpack(arrived.toString()).version()).isEqualTo(folder.version());
  }
}

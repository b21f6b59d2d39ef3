package io.drover.verticles.cluster;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UntoldTest {
  private final Untold untold = new Untold();
  private final ManagedNodeFact record = aManagedNode("a").build();
  private final ClusterCommand delete =
      new ClusterCommand.DeleteRecord("a", record.identity().uid(), "7");
  private final Delta gone = new Delta.Drop(record.key());

  private void make() {
    ClusterCommand create = new ClusterCommand.CreateRecord("a", record.purchase());

    assertThat(untold.after(create, new ClusterOutcome.Wrote(record))).isEmpty();
  }

  @Test
  void endsARecordThatWentBeforeAnyWatchHadToldIt() {
    make();

    assertThat(untold.after(delete, new ClusterOutcome.Done())).contains(gone);
  }

  @Test
  void endsOneThatSomebodyElseTookAway() {
    make();
    ClusterCommand write = new ClusterCommand.WriteRecord(record);

    assertThat(untold.after(write, new ClusterOutcome.Conflict("newer"))).isEmpty();
    assertThat(untold.after(write, new ClusterOutcome.Absent("no such object"))).contains(gone);
  }

  @Test
  void leavesToTheWatchesWhatTheyHaveTold() {
    make();
    untold.told(List.of(new Delta.Put(record)));

    assertThat(untold.after(delete, new ClusterOutcome.Done())).isEmpty();
  }

  @Test
  void endsNoOtherRecordOfTheName() {
    make();
    ClusterCommand former = new ClusterCommand.DeleteRecord("a", "former", "3");

    assertThat(untold.after(former, new ClusterOutcome.Done())).isEqualTo(Optional.empty());
  }

  @Test
  void endsNoneThatMayStillBeThere() {
    make();

    assertThat(untold.after(delete, new ClusterOutcome.Unreachable("no answer"))).isEmpty();
    assertThat(untold.after(delete, new ClusterOutcome.Conflict("newer"))).isEmpty();
  }
}

package io.drover.rules.facts;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UselessNodesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(600);

  private static ManagedNodeFact bought(int second) {
    return aManagedNode("n" + second).boughtFor(NOON.plusSeconds(second), "pod-1").build();
  }

  private static UselessNodes after(int nodes) {
    UselessNodes useless = UselessNodes.NONE;
    for (int i = 1; i <= nodes; i++) {
      useless = useless.more(bought(i), NOON, LATER);
    }
    return useless;
  }

  @Test
  void holdBuyingFromTheThirdOn() {
    assertThat(after(2).hold(NOON)).isFalse();
    assertThat(after(2).mostTried(NOON)).isEqualTo(Integer.MAX_VALUE);
    assertThat(after(3).hold(NOON)).isTrue();
    assertThat(after(3).mostTried(NOON)).isZero();
    assertThat(after(3).hold(LATER)).isFalse();
    assertThat(after(3).mostTried(LATER)).isEqualTo(1);
  }

  @Test
  void nameWhatWasBoughtBeforeTheHoldWithoutHoldingLonger() {
    UselessNodes held = after(3);
    UselessNodes more = held.more(bought(4), NOON.plusSeconds(60), LATER.plusSeconds(600));

    assertThat(more.counts(bought(4))).isTrue();
    assertThat(more.inARow()).isEqualTo(3);
    assertThat(more.until()).isEqualTo(LATER);
  }

  @Test
  void precedeOnlyWhatWasBoughtAfterAllOfThem() {
    assertThat(after(3).precede(bought(3))).isFalse();
    assertThat(after(3).precede(bought(4))).isTrue();
    assertThat(UselessNodes.NONE.precede(bought(1))).isTrue();
    assertThat(after(3).more(bought(1), LATER, LATER).lastBought()).isEqualTo(NOON.plusSeconds(3));
  }

  @Test
  void nameTheNewestOnly() {
    UselessNodes many = UselessNodes.NONE;
    for (int i = 1; i <= UselessNodes.MOST_NAMED + 1; i++) {
      many = many.more(bought(i), NOON, NOON);
    }

    assertThat(many.nodes()).hasSize(UselessNodes.MOST_NAMED);
    assertThat(many.counts(bought(1))).isFalse();
    assertThat(many.inARow()).isEqualTo(UselessNodes.MOST_NAMED + 1);
  }
}

package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final List<String> CLUSTERS = List.of("c", "a", "b", "d");

  @Test
  void goesRoundTheMembers() {
    Spread spread = new Spread(CLUSTERS, List.of("home/2", "home/1"));

    assertThat(spread.preferred("a")).contains("home/1");
    assertThat(spread.preferred("b")).contains("home/2");
    assertThat(spread.preferred("c")).contains("home/1");
    assertThat(spread.preferred("d")).contains("home/2");
  }

  @Test
  void prefersNobodyForAClusterThatIsNotConfiguredAndWhereNobodyIs() {
    assertThat(new Spread(CLUSTERS, List.of("home/1")).preferred("x")).isEmpty();
    assertThat(new Spread(CLUSTERS, List.of()).preferred("a")).isEmpty();
  }
}

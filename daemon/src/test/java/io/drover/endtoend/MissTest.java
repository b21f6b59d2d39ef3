package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words of the scheduler and of the daemon about one pod come to. */
class MissTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0/3 nodes are available: 2 Insufficient cpu, 1 node(s) didn't match pod topology spread constraints. | CAPACITY_TAKEN_BY_OTHERS
          0/3 nodes are available: 1 Too many pods, 2 node(s) didn't match pod topology spread constraints. | OTHERS_SPREAD_DIFFERENTLY
          0/3 nodes are available: 3 node(s) didn't match pod topology spread constraints.                  | OTHERS_SPREAD_DIFFERENTLY
          0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.                          | COMPANY_WENT_ELSEWHERE
          0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports.            | PORT_TAKEN_BY_OTHERS
          0/2 nodes are available: 2 node(s) had untolerated taint(s).                                      | THE_NODES_ARE_NOT_AS_PLANNED
          ''                                                                                                | NOT_SAID
          """)
  void isClassifiedByWhatTheSchedulerSaidLast(String said, Miss miss) {
    assertThat(Miss.of(said, 1)).isEqualTo(miss);
  }

  @Test
  void aPodIsImpossibleOnlyIfNoCompanyAndNoLimitIsAmongTheReasons() {
    assertThat(new Told(Set.of("NODE_SELECTOR_MISMATCH", "INSUFFICIENT_RESOURCES")).hope())
        .isEqualTo(Told.Hope.NEVER);
    assertThat(new Told(Set.of("NODE_SELECTOR_MISMATCH", "POD_AFFINITY")).hope())
        .isEqualTo(Told.Hope.NOT_IN_THIS_COMPANY);
    assertThat(new Told(Set.of("NODE_SELECTOR_MISMATCH", "GROUP_AT_MAXIMUM")).hope())
        .isEqualTo(Told.Hope.PERHAPS);
    assertThat(new Told(Set.of("POD_FITS_EXISTING_NODE")).hope()).isEqualTo(Told.Hope.FITS);
    assertThat(new Told(Set.of()).hope()).isEqualTo(Told.Hope.PERHAPS);
  }
}

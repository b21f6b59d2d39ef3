package io.drover.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.daemon.http.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoneTest {
  @Test
  void tellsOneLineForEachPendingPodAndEveryLineOfAllElse() {
    List<String> lines =
        Undone.lines(
            List.of(
                new Status.Undone("pod a/one", "watched small", "OBSERVE_ONLY", "would be bought"),
                new Status.Undone("pod a/two", "", "NO_GROUP_FITS", "no group has an offering"),
                new Status.Undone("pod a/one", "full small", "GROUP_AT_MAXIMUM", "no more nodes"),
                new Status.Undone("group full", "", "GROUP_ABOVE_MAXIMUM", "3 nodes"),
                new Status.Undone("group full", "", "OFFERING_IN_BACKOFF", "until later")));

    assertThat(lines)
        .containsExactly(
            "not done: pod a/one [OBSERVE_ONLY] watched small: would be bought"
                + " (1 more with -o json)",
            "not done: pod a/two [NO_GROUP_FITS] no group has an offering",
            "not done: group full [GROUP_ABOVE_MAXIMUM] 3 nodes",
            "not done: group full [OFFERING_IN_BACKOFF] until later");
  }
}

package io.drover.verticles.cluster.kubernetes;

import static io.drover.rules.facts.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AlikePodsTest {
  private final AlikePods alike = new AlikePods();

  @Test
  void podsOfOneControllerHoldOneCopyOfWhatTheyHaveInCommon() {
    PodFact one = alike.shared(web("web-1").on("a").build());
    PodFact other = alike.shared(web("web-2").build());

    assertThat(other.needs()).isSameAs(one.needs());
    assertThat(other.identity().labels()).isSameAs(one.identity().labels());
    assertThat(other.traits()).isSameAs(one.traits());
  }

  @Test
  void podsOfOneNodeHoldOneCopyOfWhereTheyStand() {
    PodFact one = alike.shared(web("web-1").on("a").build());
    PodFact other = alike.shared(web("web-2").on("a").build());

    assertThat(other.state()).isSameAs(one.state());
    assertThat(other.podKey().namespace()).isSameAs(one.podKey().namespace());
  }

  @Test
  void nothingOfAPodIsChanged() {
    PodFact pod = web("web-1").on("a").build();
    PodFact bigger = web("web-2").asking("2", "1Gi").labelled("x", "y").priority(3).build();

    assertThat(alike.shared(pod)).isEqualTo(pod);
    assertThat(alike.shared(bigger)).isEqualTo(bigger);
  }

  @Test
  void aNewVersionOfAPodGoesOnSharing() {
    PodFact pod = alike.shared(web("web-1").build());

    PodFact later = PodProjection.atVersion(alike.shared(web("web-1").build()), "9");

    assertThat(later.needs()).isSameAs(pod.needs());
    assertThat(later.identity().labels()).isSameAs(pod.identity().labels());
  }

  @Test
  @Timeout(30)
  void whatNobodyHoldsAnyMoreIsLetGo() throws InterruptedException {
    Shared<Object> shared = new Shared<>();
    WeakReference<Object> held = new WeakReference<>(shared.one(Duration.ofDays(1_000_001)));

    while (held.get() != null) {
      System.gc();
      Thread.onSpinWait();
    }

    Duration again = Duration.ofDays(1_000_001);
    assertThat(shared.one(again)).isSameAs(again);
  }

  @Test
  void manyThreadsGetTheSameInstance() {
    Shared<Duration> shared = new Shared<>();

    assertThat(
            IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(any -> new Holder(shared.one(Duration.ofDays(1_000_002))))
                .toList())
        .extracting(holder -> System.identityHashCode(holder.value()))
        .containsOnly(System.identityHashCode(shared.one(Duration.ofDays(1_000_002))));
  }

  private record Holder(Duration value) {}

  private static PodBuilder web(String name) {
    return aPod(name).labelled("app", "web").selecting("disk", "ssd").hostPort(80);
  }
}

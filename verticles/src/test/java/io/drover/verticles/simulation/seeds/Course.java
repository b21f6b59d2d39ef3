package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Resources;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What people run in the course of a seed: workloads that grow and shrink, Jobs that come and go.
 *
 * @param turns in order
 */
record Course(List<Turn> turns) {
  /** When nothing more is asked for until the end. */
  static final Duration FAULTS_END = Duration.ofMinutes(105);

  private static final long MIB = 1024 * 1024;
  private static final List<String> NAMES = List.of("web", "api", "store");
  private static final int MOST_PODS = 24;

  Course {
    turns = List.copyOf(turns);
  }

  /** Something that is run from then on. */
  record Turn(Duration at, EmbeddedWorkload workload) {}

  static Course of(Random random) {
    List<Turn> turns = new ArrayList<>();
    boolean much = true;
    for (Duration at = Duration.ofMinutes(1);
        at.compareTo(FAULTS_END) < 0;
        at = at.plusSeconds(480 + random.nextInt(600))) {
      int pods = much ? 9 + random.nextInt(MOST_PODS - 9) : random.nextInt(6);
      turns.addAll(spread(at, pods, random));
      for (int job = random.nextInt(3); job > 0; job--) {
        turns.add(job(at.plusSeconds(random.nextInt(300)), turns.size(), random));
      }
      much = !much || random.nextInt(4) == 0;
    }
    return new Course(turns);
  }

  private static List<Turn> spread(Duration at, int pods, Random random) {
    int first = random.nextInt(pods + 1);
    int second = random.nextInt(pods - first + 1);
    List<Turn> turns = new ArrayList<>();
    turns.add(new Turn(at, guarded(NAMES.get(0), first)));
    turns.add(new Turn(at, plain(NAMES.get(1), second)));
    turns.add(new Turn(at, plain(NAMES.get(2), pods - first - second)));
    return turns;
  }

  /** One of its pods may be out of service. */
  static EmbeddedWorkload guarded(String name, int replicas) {
    return plain(name, replicas).guarded(Math.max(0, replicas - 1));
  }

  static EmbeddedWorkload plain(String name, int replicas) {
    return EmbeddedWorkload.asking(name, replicas, 500, 512 * MIB);
  }

  private static Turn job(Duration at, int serial, Random random) {
    return new Turn(
        at,
        EmbeddedWorkload.job(
            "job" + serial,
            Resources.of(500 + 100 * random.nextInt(10), 512 * MIB, 1),
            Duration.ofSeconds(30 + random.nextInt(600))));
  }

  static EmbeddedWorkload named(String name, int replicas) {
    return name.equals(NAMES.get(0)) ? guarded(name, replicas) : plain(name, replicas);
  }

  /** After the faults: so few pods that they fit into any group. */
  static List<EmbeddedWorkload> last(int pods) {
    return List.of(guarded(NAMES.get(0), pods), plain(NAMES.get(1), pods), plain(NAMES.get(2), 0));
  }
}

package io.drover.rules.lifecycle;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.ManagedNodeFact.Purchase;
import io.drover.rules.facts.ManagedNodeFact.TakenUp;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.PodFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A life that is shown one thing after the other, at random, from a seed. */
final class RandomLife {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private static final GroupSpec.Timeouts TIMEOUTS =
      new GroupSpec.Timeouts(
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(2),
          null,
          Duration.ofMinutes(30),
          Duration.ofMinutes(15));

  private final Random random;
  private final Lifecycle lifecycle;
  private ManagedNodeFact record;
  private Instant now = START;

  RandomLife(long seed) {
    random = new Random(seed);
    lifecycle = new Lifecycle(TIMEOUTS, Map.of(), List.of(), random.nextInt(10) > 0);
    ManagedNodeFact bought = aManagedNode("a").intended().build();
    record =
        new ManagedNodeFact(
            new ManagedNodeFact.Identity("a", "managed-a", "1", START, false),
            purchase(bought.purchase()),
            new Progress(
                Phase.INTENDED, START, random.nextInt(8) == 0 ? "sim://a" : null, null, null, null),
            bought.writtenUnder());
  }

  private Purchase purchase(Purchase bought) {
    TakenUp takenUp =
        switch (random.nextInt(6)) {
          case 0 -> new TakenUp("sim://a", "managed-gone");
          case 1 -> new TakenUp("sim://a", null);
          default -> null;
        };
    return new Purchase(
        bought.group(),
        bought.offering(),
        bought.price(),
        bought.plan(),
        bought.reason(),
        List.of(),
        takenUp);
  }

  ManagedNodeFact record() {
    return record;
  }

  /** Somebody outside decides something about the node, now and then. */
  void meddle() {
    if (random.nextInt(12) == 0 && record.progress().removal() == null) {
      String reason =
          random.nextBoolean() ? "NODE_EMPTY" : random.nextBoolean() ? "PROVIDER_DENIED" : "X";
      record =
          record.with(
              record
                  .progress()
                  .removedFor(new ManagedNodeFact.Removal(reason, "p", random.nextInt(4) == 0)),
              record.writtenUnder());
    } else if (random.nextInt(30) == 0) {
      ManagedNodeFact.Identity was = record.identity();
      record =
          new ManagedNodeFact(
              new ManagedNodeFact.Identity(
                  was.name(), was.uid(), was.resourceVersion(), was.createdAt(), true),
              record.purchase(),
              record.progress(),
              record.writtenUnder());
    }
  }

  Seen anything() {
    NodeBuilder node = random.nextInt(3) == 0 ? null : node();
    List<PodFact> pods =
        node != null && random.nextBoolean() ? List.of(aPod("p").on("a").build()) : List.of();
    Seen.Machine machine = List.of(Seen.Machine.values()).get(random.nextInt(3));
    String id = random.nextInt(3) == 0 ? "sim://a" : null;
    List<String> surplus = random.nextInt(10) == 0 ? List.of("sim://b") : List.of();
    return new Seen(
        node == null ? null : node.build(),
        pods,
        machine,
        id,
        new Seen.Dealings(random.nextInt(8) == 0, surplus),
        random.nextInt(4) == 0 ? TIMEOUTS.join() : Duration.ZERO);
  }

  private NodeBuilder node() {
    NodeBuilder node = aNode("a");
    if (random.nextInt(3) == 0) {
      node.silent();
    }
    return switch (random.nextInt(3)) {
      case 0 -> node;
      case 1 -> node.cordoned();
      default -> node.draining();
    };
  }

  /** Nothing is known: neither a Node nor what the provider says. */
  static Seen unknown(@Nullable List<String> surplus) {
    return new Seen(
        null,
        List.of(),
        Seen.Machine.UNKNOWN,
        null,
        new Seen.Dealings(false, surplus == null ? List.of() : surplus));
  }

  Next next(Seen seen) {
    return lifecycle.next(record, seen, now);
  }

  void take(Next.Advance step) {
    record = record.with(step.progress(), record.writtenUnder());
  }

  void pass() {
    now = now.plus(Duration.ofSeconds(random.nextInt(300)));
  }

  Instant now() {
    return now;
  }
}

package io.drover.bench;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Delta;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Remembered;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Templates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ObjIntConsumer;

/** The worlds that other autoscalers are measured on, in their shapes; the same at every call. */
final class Peers {
  static final GroupName GROUP = new GroupName("general");
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String HOST = "kubernetes.io/hostname";
  private static final NodeGroupFact GENERAL = aGroup(GROUP.value()).sized(0, 100_000).build();
  private static final LabelSelector NOWHERE =
      new LabelSelector(List.of(new Requirement("", Requirement.Operator.IN, List.of())));
  private static final List<String> LETTERS = List.of("a", "b", "c", "d", "e", "f", "g");
  private static final int[] CPUS = {100, 250, 500, 1000, 1500};
  private static final int[] MEMORIES = {100, 256, 512, 1024, 2048, 4096};

  private Peers() {}

  /** Pods of which fifty fill a node of {@link #fiftyPodNodes}, owned by one ReplicaSet or none. */
  static List<PodFact> fiftieths(int count, boolean owned) {
    List<PodFact> pods = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      PodBuilder pod = aPod("p-%05d".formatted(n)).asking("200m", "400Mi");
      pods.add(owned ? pod.build() : pod.bare().labelled("pod", "p" + n).build());
    }
    return pods;
  }

  static List<Offer> fiftyPodNodes() {
    return List.of(offer("ten", "zone-a", 10, "20000Mi", "0.4"));
  }

  /** Four hundred types of 1 to 400 CPU with 2 GiB each, in three zones. */
  static List<Offer> fourHundredTypes() {
    List<Offer> offers = new ArrayList<>();
    for (int size = 1; size <= 400; size++) {
      for (String zone : List.of("zone-a", "zone-b", "zone-c")) {
        String price = "%d.%d".formatted(3 * size / 10, 3 * size % 10);
        var offering =
            anOffering("t%03d".formatted(size))
                .inZone(zone)
                .with("" + size, 2 * size + "Gi")
                .allocatable(amounts("" + size, 2 * size + "Gi", 10L * size))
                .costing(price)
                .build();
        offers.add(new Offer(GROUP, 0, offering, Templates.of(GENERAL, offering, List.of())));
      }
    }
    return offers;
  }

  private static Offer offer(String type, String zone, int cpu, String memory, String price) {
    var offering =
        anOffering(type)
            .inZone(zone)
            .with(Integer.toString(cpu), memory)
            .allocatable(amounts(Integer.toString(cpu), memory, 110))
            .costing(price)
            .build();
    return new Offer(GROUP, 0, offering, Templates.of(GENERAL, offering, List.of()));
  }

  /**
   * A fifth each of: plain pods, pods spread over zones, pods spread over hosts, pods that want
   * their like in the zone, pods that want no other of theirs on the host.
   */
  static List<PodFact> diverse(int count) {
    Random random = new Random(42);
    List<PodFact> pods = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      PodBuilder pod = sized("p-%05d".formatted(n), random);
      switch (n % 5) {
        case 0 -> pod.labelled("my-label", letter(random));
        case 1 -> spread(pod, ZONE, random);
        case 2 -> spread(pod, HOST, random);
        case 3 -> {
          String own = letter(random);
          pod.labelled("my-affinity", own).near(term(ZONE, "my-affinity", own));
        }
        default -> pod.labelled("app", "nginx").apartFrom(term(HOST, "app", "nginx"));
      }
      pods.add(pod.build());
    }
    return pods;
  }

  /**
   * Pods that would all rather run in one zone and, which cannot be had, alone in zone and host.
   */
  static List<PodFact> preferring(int count) {
    Random random = new Random(42);
    List<PodFact> pods = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      pods.add(
          sized("p-%05d".formatted(n), random)
              .labelled("app", "nginx")
              .preferring(1, in(ZONE, "zone-a"))
              .ratherApartFrom(10, term(ZONE, "app", "nginx"))
              .ratherApartFrom(1, term(HOST, "app", "nginx"))
              .build());
    }
    return pods;
  }

  private static void spread(PodBuilder pod, String key, Random random) {
    LabelSelector selector = new LabelSelector(List.of(in("my-label", letter(random))));
    pod.labelled("my-label", letter(random))
        .spreading(new SpreadConstraint(key, 1, 1, selector, true, false));
  }

  private static AffinityTerm term(String key, String label, String value) {
    return new AffinityTerm(
        key, Set.of("default"), NOWHERE, new LabelSelector(List.of(in(label, value))));
  }

  private static String letter(Random random) {
    return LETTERS.get(random.nextInt(LETTERS.size()));
  }

  private static PodBuilder sized(String name, Random random) {
    return aPod(name)
        .asking(
            CPUS[random.nextInt(CPUS.length)] + "m",
            MEMORIES[random.nextInt(MEMORIES.length)] + "Mi");
  }

  /** Pods that differ in what they ask for, a third each plain, choosing nodes and spread. */
  static List<PodFact> allDifferent(int count) {
    Random random = new Random(7);
    List<PodFact> pods = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      PodBuilder pod = aPod("p-%05d".formatted(n)).asking(50 + n % 997 + "m", 64 + n / 50 + "Mi");
      switch (n % 3) {
        case 0 -> pod.selecting("disk", random.nextBoolean() ? "ssd" : "hdd");
        case 1 -> spread(pod, ZONE, random);
        default -> pod.labelled("my-label", letter(random));
      }
      pods.add(pod.build());
    }
    return pods;
  }

  /**
   * Pods of so many classes, which differ in what they ask for: half of them fit beside twenty pods
   * of {@link #cluster}, half are larger than what is left there.
   */
  static List<PodFact> pending(int count, int classes) {
    List<PodFact> pods = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int number = n % classes;
      int millis = (number % 2 == 0 ? 100 : 6_000) + 500 * number / classes;
      pods.add(aPod("p-%06d".formatted(n)).asking(millis + "m", "512Mi").build());
    }
    return pods;
  }

  /** Nodes of 8 CPU over three zones, some with pods on them. */
  static ObservedWorld cluster(int nodes, int podsEach) {
    return cluster(
        nodes,
        podsEach,
        (pod, p) -> pod.asking(50 + 10 * (p % 20) + "m", "128Mi").labelled("my-label", letter(p)));
  }

  /** As {@link #cluster}; of seven pods one is spread over zones and one minds its like nearby. */
  static ObservedWorld constrained(int nodes, int podsEach) {
    return cluster(
        nodes,
        podsEach,
        (pod, p) -> {
          String own = letter(p % 7);
          pod.asking(50 + 10 * (p % 20) + "m", "128Mi").labelled("my-label", own);
          LabelSelector alike = new LabelSelector(List.of(in("my-label", own)));
          switch (p % 7) {
            case 0 -> pod.spreading(new SpreadConstraint(ZONE, 5, 1, alike, true, false));
            case 1 -> pod.apartFrom(term(HOST, "my-label", "none"));
            default -> {}
          }
        });
  }

  /** As {@link #cluster}; no two pods ask for the same. */
  static ObservedWorld unlike(int nodes, int podsEach) {
    int[] number = {0};
    return cluster(
        nodes,
        podsEach,
        (pod, p) -> {
          number[0]++;
          pod.asking(50 + number[0] % 100 + "m", 64 + number[0] / 100 + "Mi");
        });
  }

  private static String letter(int number) {
    return LETTERS.get(number % LETTERS.size());
  }

  private static ObservedWorld cluster(int nodes, int podsEach, ObjIntConsumer<PodBuilder> each) {
    WorldBuilder world = aWorld().with(aGroup(GROUP.value()).sized(0, 100_000));
    for (int n = 0; n < nodes; n++) {
      String name = "n%05d".formatted(n);
      world.with(
          aNode(name)
              .in(GROUP.value())
              .labelled(ZONE, "zone-" + (char) ('a' + n % 3))
              .labelled("disk", n % 2 == 0 ? "ssd" : "hdd")
              .having(amounts("8", "16Gi", 110)));
      for (int p = 0; p < podsEach; p++) {
        PodBuilder pod = aPod(name + "-" + p).on(name);
        each.accept(pod, p);
        world.with(pod);
      }
    }
    return world.build();
  }

  /** Nodes that we have bought long ago, with thirty pods each that ask for four fifths. */
  static ObservedWorld recorded(int nodes) {
    return recorded(nodes, 200);
  }

  /** The same with pods that ask for at least so much, each a little more than the one before. */
  static ObservedWorld recorded(int nodes, int millis) {
    WorldBuilder world =
        aWorld().with(aGroup(GROUP.value()).sized(0, 100_000).scaledUpAt(Instant.EPOCH));
    for (int n = 0; n < nodes; n++) {
      String name = "n%05d".formatted(n);
      world.with(aManagedNode(name).in(GROUP.value()));
      world.with(aNode(name).in(GROUP.value()).having(amounts("8", "16Gi", 110)));
      for (int p = 0; p < 30; p++) {
        world.with(aPod(name + "-" + p).asking(millis + p + "m", "128Mi").on(name));
      }
    }
    return world.build();
  }

  /**
   * Nodes that we have bought long ago, each with ten pods of a hundred workloads: half of these
   * are spread over hosts, of half no two pods may share one. A quarter of each node is asked for.
   */
  static ObservedWorld mindful(int nodes) {
    WorldBuilder world =
        aWorld().with(aGroup(GROUP.value()).sized(0, 100_000).scaledUpAt(Instant.EPOCH));
    for (int n = 0; n < nodes; n++) {
      String name = "n%05d".formatted(n);
      world.with(aManagedNode(name).in(GROUP.value()));
      world.with(aNode(name).in(GROUP.value()).having(amounts("8", "16Gi", 110)));
      for (int p = 0; p < 10; p++) {
        int workload = (10 * n + p) % 100;
        String own = "w" + workload;
        PodBuilder pod = aPod(name + "-" + p).asking("200m", "128Mi").labelled("app", own).on(name);
        LabelSelector alike = new LabelSelector(List.of(in("app", own)));
        world.with(
            workload % 2 == 0
                ? pod.spreading(new SpreadConstraint(HOST, 1, 1, alike, true, false))
                : pod.apartFrom(term(HOST, "app", own)));
      }
    }
    return world.build();
  }

  /** What is to be done at that time, if a provider offers these. */
  static Question question(ObservedWorld world, Instant now, List<OfferingFact> offerings) {
    return new Question(
        "plan",
        now,
        world,
        Map.of(new ProviderName("sim"), offerings),
        Measured.NOTHING,
        List.of(),
        false,
        Remembered.NOTHING);
  }

  /** Two thousand nodes; on three of five so little runs that it fits on the others. */
  static ObservedWorld mostlyIdle() {
    WorldBuilder world = aWorld().with(aGroup(GROUP.value()).sized(0, 100_000));
    for (int n = 0; n < 2_000; n++) {
      String name = "n%05d".formatted(n);
      world.with(aNode(name).in(GROUP.value()).having(amounts("10", "40Gi", 200)));
      for (int p = 0; p < 40; p++) {
        world.with(aPod(name + "-" + p).asking("100m", "128Mi").on(name));
      }
    }
    return world.build();
  }

  /** A pod that is bound to the node, and that is gone. */
  static List<Delta> comesAndGoes(String node) {
    PodFact pod = aPod("visitor").asking("10m", "16Mi").labelled("my-label", "a").on(node).build();
    return List.of(new Delta.Put(pod), new Delta.Drop(pod.key()));
  }

  /** The node with another label, and as it was. */
  static List<Delta> relabelled(ObservedWorld world, String node) {
    NodeFact is = world.node(new NodeName(node)).orElseThrow();
    Map<String, String> labels = new HashMap<>(is.labels());
    labels.put("relabelled", "yes");
    NodeFact other =
        new NodeFact(
            is.identity(), labels, is.annotations(), is.shape(), is.readiness(), is.providerId());
    return List.of(new Delta.Put(other), new Delta.Put(is));
  }
}

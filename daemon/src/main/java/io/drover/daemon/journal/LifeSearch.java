package io.drover.daemon.journal;

import io.drover.daemon.journal.Timeline.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what the journal tells of one node: first its names and the plan that bought it, then every
 * line of them. A plan may have bought several of an offering; the first such line stands for each.
 */
public final class LifeSearch {
  private final Path journal;
  private final String node;
  private final Set<String> names = new HashSet<>();
  private final Set<String> removals = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final List<Step> steps = new ArrayList<>();
  private String purchase = "";
  private String group = "";
  private String offering = "";

  /**
   * A search for one life.
   *
   * @param node name of the record, or of its Node
   */
  public LifeSearch(Path journal, String node) {
    this.journal = journal;
    this.node = node;
    names.add(node);
  }

  /** What is found; without a step where the journal does not know the node. */
  public Timeline find() throws IOException {
    new JournalReader(journal).read(this::learn);
    new JournalReader(journal).read(this::take);
    return new Timeline(node, steps);
  }

  private void learn(JournalLine line) {
    if (about(line)) {
      if (line.ids().containsKey("intent")) {
        bought(line.ids());
      } else if (is(StepName.REMOVAL_DECIDED, line)) {
        removals.add(line.ids().getOrDefault("plan", ""));
      }
    }
  }

  /** Lines of execution name the plan that bought the node, whatever they tell of it. */
  private void bought(Map<String, String> ids) {
    names.add(ids.getOrDefault("node", node));
    names.add(ids.getOrDefault("nodeName", node));
    group = ids.getOrDefault("group", group);
    offering = ids.getOrDefault("offering", offering);
    purchase = ids.getOrDefault("plan", purchase);
  }

  private static boolean is(StepName step, JournalLine line) {
    return StepName.of(line).filter(step::equals).isPresent();
  }

  private boolean about(JournalLine line) {
    return names.contains(line.ids().get("node")) || names.contains(line.ids().get("nodeName"));
  }

  private void take(JournalLine line) {
    if (about(line) || ofItsPlan(line)) {
      if (is(StepName.DECIDED, line)) {
        pending(line);
      }
      String name = StepName.of(line).map(StepName::text).orElse(line.kind());
      steps.add(new Step(line.at(), name, text(line, name)));
    }
  }

  /** What was decided and reserved for it, before it had a name. */
  private boolean ofItsPlan(JournalLine line) {
    String plan = line.ids().getOrDefault("plan", "");
    boolean decided =
        is(StepName.DECIDED, line)
            && plan.equals(purchase)
            && offering.equals(line.ids().get("offering"));
    boolean reserved =
        is(StepName.RESERVED, line) && (plan.equals(purchase) || removals.contains(plan));
    return (decided || reserved)
        && group.equals(line.ids().get("group"))
        && told.add(line.kind() + plan);
  }

  private void pending(JournalLine bought) {
    Double waited = bought.durationSeconds();
    if (waited != null && !bought.pods().isEmpty()) {
      Instant since = bought.at().minusMillis(Math.round(waited * 1_000));
      int more = bought.pods().size() - 1;
      String first = "pod " + bought.pods().getFirst();
      steps.add(
          new Step(
              since,
              StepName.PODS_PENDING.text(),
              more == 0 ? first : first + " and " + more + " more"));
    }
  }

  /** A step that is a phase says all by its name. */
  private static String text(JournalLine line, String name) {
    String reason = line.reason().isEmpty() ? "" : "[" + line.reason() + "] ";
    boolean named = line.kind().equals("phase") && !name.equals(line.kind());
    return (reason + (named ? "" : line.text())).strip();
  }
}

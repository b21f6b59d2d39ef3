package io.drover.daemon.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.drover.rules.facts.PodKey;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Outlay;
import io.drover.rules.plan.Planned;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Verdict;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.PhaseChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal.
 *
 * @param kind {@code planned}, {@code approved}, {@code observed}, {@code refused}, {@code phase},
 *     {@code step} …
 * @param ids of what it is about: plan, node, group, intent
 * @param rules that led to it
 * @param pods all that a purchase is for, or that a removal moves, as {@code namespace/name}
 * @param durationSeconds of the phase before a phase; of a purchase for pods, how long the first of
 *     them had been unschedulable; null where nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JournalLine(
    Instant at,
    String cluster,
    String kind,
    Map<String, String> ids,
    String reason,
    String text,
    List<String> rules,
    List<String> pods,
    @Nullable Double durationSeconds) {
  private static final double MILLIS = 1e3;

  /** What is empty is not written, hence not there when it is read. */
  public JournalLine {
    ids = Map.copyOf(Objects.requireNonNullElse(ids, Map.of()));
    reason = Objects.requireNonNullElse(reason, "");
    text = Objects.requireNonNullElse(text, "");
    rules = List.copyOf(Objects.requireNonNullElse(rules, List.of()));
    pods = List.copyOf(Objects.requireNonNullElse(pods, List.of()));
  }

  /** One of whose duration nothing is known. */
  public JournalLine(
      Instant at,
      String cluster,
      String kind,
      Map<String, String> ids,
      String reason,
      String text,
      List<String> rules,
      List<String> pods) {
    this(at, cluster, kind, ids, reason, text, rules, pods, null);
  }

  public static JournalLine of(String cluster, JournalEntry entry) {
    JournalLine line =
        new JournalLine(
            entry.at(),
            cluster,
            entry.kind(),
            entry.ids(),
            entry.reason(),
            entry.text(),
            List.of(),
            List.of());
    PhaseChange change = entry.change();
    return change == null ? line : change.took().map(line::lasting).orElse(line);
  }

  /** The same with a duration. */
  public JournalLine lasting(Duration duration) {
    return new JournalLine(
        at, cluster, kind, ids, reason, text, rules, pods, duration.toMillis() / MILLIS);
  }

  /** What a plan would buy, in one line, and the verdicts of its review, one for each action. */
  public static List<JournalLine> of(String cluster, Judgement judgement) {
    List<JournalLine> lines = new ArrayList<>();
    Instant at = judgement.plan().at();
    Outlay outlay = judgement.plan().outlay();
    if (outlay != null) {
      Map<String, String> ids = Map.of("plan", judgement.plan().id());
      lines.add(
          new JournalLine(at, cluster, "planned", ids, "", outlay.text(), List.of(), List.of()));
    }
    for (Planned planned : judgement.approved().actions()) {
      lines.add(line(at, cluster, "approved", judgement, planned));
    }
    for (Planned planned : judgement.observed().actions()) {
      lines.add(line(at, cluster, "observed", judgement, planned));
    }
    for (Verdict verdict : judgement.refused()) {
      JournalLine line = line(at, cluster, "refused", judgement, verdict.refused());
      lines.add(
          new JournalLine(
              at,
              cluster,
              "refused",
              line.ids(),
              verdict.reason().name(),
              line.text() + ": " + verdict.detail(),
              line.rules(),
              line.pods()));
    }
    return lines;
  }

  private static JournalLine line(
      Instant at, String cluster, String kind, Judgement judgement, Planned planned) {
    Action action = planned.action();
    Map<String, String> ids = new TreeMap<>();
    ids.put("plan", judgement.plan().id());
    ids.put("group", action.group().value());
    if (action instanceof Action.BuyNode buy) {
      ids.put("offering", buy.offering().toString());
    }
    String text =
        switch (action) {
          case Action.BuyNode buy ->
              "buy "
                  + buy.offering()
                  + " at "
                  + buy.price()
                  + " USD/h for "
                  + pods(buy.pods())
                  + inThePlaceOf(buy);
          case Action.RemoveNode remove -> {
            ids.put("node", remove.record());
            yield "remove " + remove.node() + ", moving " + pods(remove.pods());
          }
          case Action.MarkCandidate mark -> {
            ids.put("node", mark.node().value());
            yield "mark " + mark.node() + " as removal candidate";
          }
          case Action.ClearCandidate clear -> {
            ids.put("node", clear.node().value());
            yield clear.node() + " is no removal candidate any more";
          }
          case Action.MakeGroup make ->
              "make the node group for " + pods(make.pods()) + carrying(make);
          case Action.DropGroup drop -> "remove the node group: " + planned.why().facts();
        };
    return new JournalLine(
        at,
        cluster,
        kind,
        ids,
        action.reason().name(),
        text,
        planned.why().rules(),
        podsOf(action).stream().map(PodKey::toString).toList());
  }

  private static String inThePlaceOf(Action.BuyNode buy) {
    return buy.replaces().isEmpty()
        ? ""
        : " in the place of "
            + buy.replaces().stream()
                .map(place -> place.node().value())
                .collect(Collectors.joining(", "));
  }

  private static String carrying(Action.MakeGroup make) {
    return ", with labels "
        + new TreeMap<>(make.spec().template().labels())
        + " and taints "
        + make.spec().template().taints();
  }

  private static List<PodKey> podsOf(Action action) {
    return switch (action) {
      case Action.BuyNode buy -> buy.pods();
      case Action.RemoveNode remove -> remove.pods();
      case Action.MarkCandidate unused -> List.of();
      case Action.ClearCandidate unused -> List.of();
      case Action.MakeGroup make -> make.pods();
      case Action.DropGroup unused -> List.of();
    };
  }

  private static String pods(List<?> pods) {
    if (pods.isEmpty()) {
      return "no pods";
    }
    String first = pods.getFirst().toString();
    return pods.size() == 1 ? first : first + " and " + (pods.size() - 1) + " more pods";
  }

  /** The line as people read it. */
  public String text(boolean withCluster) {
    StringBuilder out = new StringBuilder(at.toString());
    if (withCluster) {
      out.append(' ').append(cluster);
    }
    out.append(' ').append(kind);
    if (ids.containsKey("group")) {
      out.append(' ').append(ids.get("group"));
    }
    if (ids.containsKey("node")) {
      out.append('/').append(ids.get("node"));
    }
    if (!reason.isEmpty()) {
      out.append(" [").append(reason).append(']');
    }
    out.append(' ').append(text);
    if (durationSeconds != null && kind.equals("phase")) {
      out.append(" after ").append(durationSeconds).append(" s");
    }
    rules.forEach(rule -> out.append("\n    because: ").append(rule));
    return out.toString();
  }
}

package io.drover.rules.explain;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Considered;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Rejection;
import io.drover.rules.plan.Thought;
import io.drover.rules.safety.Guard;
import io.drover.rules.safety.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that an explanation goes by.
 *
 * @param question as it would be asked now
 * @param thought the newest, null before the first
 * @param judgements of plans that would change something, the newest first
 * @param idle why planning did not plan when it last looked, empty when it did
 */
public record Evidence(
    Question question,
    @Nullable Thought thought,
    List<Judgement> judgements,
    Guard guard,
    String idle) {
  public Evidence {
    judgements = List.copyOf(judgements);
  }

  World world() {
    return question.world();
  }

  Optional<Plan> newest() {
    return Optional.ofNullable(thought).map(Thought::plan);
  }

  Considered considered() {
    return thought == null ? Considered.NOTHING : thought.considered();
  }

  /** What the newest plan has said of the subject. */
  List<Rejection> rejections(String subject) {
    return newest()
        .map(
            plan ->
                plan.rejections().stream().filter(one -> one.subject().equals(subject)).toList())
        .orElse(List.of());
  }

  /** The newest plan, and those of old that would change something; each once. */
  List<Plan> plans() {
    List<Plan> plans = new ArrayList<>();
    newest().ifPresent(plans::add);
    for (Judgement judgement : judgements) {
      if (plans.stream().noneMatch(plan -> plan.id().equals(judgement.plan().id()))) {
        plans.add(judgement.plan());
      }
    }
    return plans;
  }

  Optional<Judgement> judgement(Plan plan) {
    return judgements.stream().filter(one -> one.plan().id().equals(plan.id())).findFirst();
  }

  List<OfferingFact> offerings(NodeGroupFact group) {
    return question.offerings().getOrDefault(group.spec().provider(), List.of());
  }

  Optional<ManagedNodeFact> recordOf(NodeName node) {
    return world().managedNodes().stream()
        .filter(record -> node.equals(record.progress().nodeName()))
        .findFirst();
  }

  Basis basis() {
    return newest()
        .map(this::basis)
        .orElseGet(() -> new Basis(null, null, "", null, question.now()));
  }

  Basis basis(Plan plan) {
    return new Basis(plan.id(), plan.at(), plan.policyVersion(), plan.basedOn(), question.now());
  }

  /** Why the record may not hold now. */
  List<String> caveats() {
    List<String> caveats = new ArrayList<>();
    if (thought == null) {
      caveats.add("there is no plan yet");
    }
    if (!idle.isEmpty()) {
      caveats.add("nothing is decided now, " + idle);
    }
    return caveats;
  }
}

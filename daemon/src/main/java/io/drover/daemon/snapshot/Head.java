package io.drover.daemon.snapshot;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.plan.Inquiry;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.Remembered;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** All of a snapshot but its facts, which may be many and are written one by one. */
record Head(
    String cluster,
    String policies,
    SortedMap<String, String> rules,
    boolean redacted,
    Limits limits,
    Circumstances circumstances,
    String id,
    Instant now,
    Position position,
    Map<ProviderName, List<OfferingFact>> offerings,
    Measured usage,
    List<InterruptionFact> interruptions,
    boolean observeAll,
    Remembered remembered,
    ClusterSettings settings) {
  static Head of(Snapshot snapshot) {
    Inquiry inquiry = snapshot.inquiry();
    return new Head(
        snapshot.cluster(),
        snapshot.policies(),
        snapshot.rules(),
        snapshot.redacted(),
        snapshot.limits(),
        snapshot.circumstances(),
        inquiry.id(),
        inquiry.now(),
        inquiry.facts().position(),
        inquiry.offerings(),
        inquiry.usage(),
        inquiry.interruptions(),
        inquiry.observeAll(),
        inquiry.remembered(),
        inquiry.settings());
  }

  Snapshot with(FactSnapshot facts) {
    return new Snapshot(
        cluster,
        policies,
        rules,
        redacted,
        limits,
        circumstances,
        new Inquiry(
            id, now, facts, offerings, usage, interruptions, observeAll, remembered, settings));
  }
}

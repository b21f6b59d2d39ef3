package io.drover.rules.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node group of 0..10 nodes that acts, takes every offering of provider {@code sim} and has no
 * limits, was scaled up long ago; nodes under half requested for ten minutes may go.
 */
public final class GroupBuilder implements FactBuilder {
  private @Nullable Duration terminationGracePeriod;
  private @Nullable Duration failedTtl = GroupSpec.Timeouts.FAILED_TTL;
  private Duration strayGrace = GroupSpec.Timeouts.STRAY_GRACE;
  private GroupSpec.Deletion deletion = GroupSpec.Deletion.KEEP;
  private NodeGroupFact.End end = NodeGroupFact.End.NONE;
  private @Nullable Instant madeAt;
  private final String name;
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, NodeGroupFact.Backoff> backoffs = new HashMap<>();
  private final List<Taint> taints = new ArrayList<>();
  private final List<Taint> startupTaints = new ArrayList<>();
  private final List<GroupSpec.DisruptionBudget> budgets = new ArrayList<>();
  private GroupSpec.Size size = new GroupSpec.Size(0, 10);
  private GroupSpec.Mode mode = GroupSpec.Mode.ACT;
  private GroupSpec.Choice choice =
      new GroupSpec.Choice(List.of(), List.of(), List.of(), List.of());
  private GroupSpec.ScaleUp scaleUp = new GroupSpec.ScaleUp(100, Duration.ofMinutes(5));
  private GroupSpec.ScaleDown scaleDown =
      new GroupSpec.ScaleDown(true, 0.5, Duration.ofMinutes(10), Duration.ofMinutes(10));
  private Resources overrides = Resources.NONE;
  private final TreeMap<String, Long> limits = new TreeMap<>();
  private ProviderName provider = new ProviderName("sim");
  private NodeGroupFact.Standing standing = NodeGroupFact.Standing.NONE;
  private GroupSpec.Notices notices = GroupSpec.Notices.DEFAULT;
  private String hold = "";
  private @Nullable Spending spending;
  private Swings swings = Swings.NONE;
  private int priority;
  private @Nullable Price priceLimit;
  private @Nullable Integer desired;
  private @Nullable Instant lastScaleUp = Instant.EPOCH;
  private @Nullable Instant lastScaleDown;

  private GroupBuilder(String name) {
    this.name = name;
  }

  public static GroupBuilder aGroup(String name) {
    return new GroupBuilder(name);
  }

  public GroupBuilder sized(int min, int max) {
    size = new GroupSpec.Size(min, max);
    return this;
  }

  /** It has none of its nodes or all of them. */
  public GroupBuilder whole(int max) {
    size = new GroupSpec.Size(0, max, true);
    return this;
  }

  /** It bought room again that it had taken away. */
  public GroupBuilder swinging(Swings value) {
    swings = value;
    return this;
  }

  public GroupBuilder priority(int value) {
    priority = value;
    return this;
  }

  public GroupBuilder observed() {
    mode = GroupSpec.Mode.OBSERVE;
    return this;
  }

  public GroupBuilder from(String providerName) {
    provider = new ProviderName(providerName);
    return this;
  }

  public GroupBuilder allowing(GroupSpec.Choice value) {
    choice = value;
    return this;
  }

  public GroupBuilder labelled(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public GroupBuilder tainted(String key, String value, Taint.Effect effect) {
    taints.add(new Taint(key, value, effect));
    return this;
  }

  public GroupBuilder startupTainted(String key, String value, Taint.Effect effect) {
    startupTaints.add(new Taint(key, value, effect));
    return this;
  }

  public GroupBuilder overriding(Resources capacity) {
    overrides = capacity;
    return this;
  }

  public GroupBuilder limitedTo(Resources total) {
    return limitedTo(total.amounts());
  }

  /** By resource; zero is none at all. */
  public GroupBuilder limitedTo(Map<String, Long> total) {
    limits.putAll(total);
    return this;
  }

  public GroupBuilder limitedTo(Price total) {
    priceLimit = total;
    return this;
  }

  public GroupBuilder scalingUp(GroupSpec.ScaleUp value) {
    scaleUp = value;
    return this;
  }

  public GroupBuilder aiming(GroupSpec.Aims value) {
    scaleUp =
        new GroupSpec.ScaleUp(scaleUp.maxNodesPerPlan(), scaleUp.cooldownAfterFailure(), value);
    return this;
  }

  public GroupBuilder scalingDown(GroupSpec.ScaleDown value) {
    scaleDown = value;
    return this;
  }

  public GroupBuilder budget(int amount, boolean percent) {
    budgets.add(new GroupSpec.DisruptionBudget(new GroupSpec.DisruptionLimit(amount, percent)));
    return this;
  }

  public GroupBuilder budget(GroupSpec.DisruptionBudget budget) {
    budgets.add(budget);
    return this;
  }

  public GroupBuilder desired(int value) {
    desired = value;
    return this;
  }

  public GroupBuilder scaledUpAt(@Nullable Instant at) {
    lastScaleUp = at;
    return this;
  }

  public GroupBuilder scaledDownAt(Instant at) {
    lastScaleDown = at;
    return this;
  }

  public GroupBuilder backingOff(OfferingId offering, Instant until, String reason) {
    return failing(offering, until, 1, reason);
  }

  /** So many times in a row, and left out until then. */
  public GroupBuilder failing(OfferingId offering, Instant until, int failures, String reason) {
    backoffs.put(offering.toString(), new NodeGroupFact.Backoff(until, failures, reason));
    return this;
  }

  /** Nothing is bought before then. */
  public GroupBuilder backingOff(Instant until, String reason) {
    backoffs.put(NodeGroupFact.Backoff.EVERY_OFFERING, new NodeGroupFact.Backoff(until, 1, reason));
    return this;
  }

  /** Nothing is bought or deleted, for this reason. */
  public GroupBuilder frozen(String reason) {
    standing = new NodeGroupFact.Standing(null, List.of(), reason);
    return this;
  }

  /** Somebody holds its nodes, and says why. */
  public GroupBuilder held(String why) {
    hold = why;
    return this;
  }

  public GroupBuilder announced(GroupSpec.Notices value) {
    notices = value;
    return this;
  }

  /** It has cost so much this month. */
  public GroupBuilder spent(String dollars, Instant until) {
    spending = new Spending(Money.dollars(dollars), until);
    return this;
  }

  /** Sets {@code timeouts.terminationGracePeriod}. */
  public GroupBuilder endingDrainsAfter(Duration value) {
    terminationGracePeriod = value;
    return this;
  }

  /** Sets {@code timeouts.failedTtl}; zero is without end. */
  public GroupBuilder rememberingFailuresFor(Duration value) {
    failedTtl = value.isZero() ? null : value;
    return this;
  }

  /** Sets {@code timeouts.strayGrace}. */
  public GroupBuilder takingUpStraysAfter(Duration value) {
    strayGrace = value;
    return this;
  }

  /** Its nodes go with its object. */
  public GroupBuilder takingItsNodesAlong() {
    deletion = GroupSpec.Deletion.DELETE;
    return this;
  }

  /** So many machines in a row did not become nodes. */
  public GroupBuilder failingToJoin(int inARow, @Nullable Instant until) {
    standing = standing.with(new JoinFailures(inARow, until));
    return this;
  }

  /** What it bought in a row was of no use. */
  public GroupBuilder buyingUselessNodes(UselessNodes useless) {
    standing = standing.with(useless);
    return this;
  }

  /** Drover made it for pods. */
  public GroupBuilder madeForPods(Instant at) {
    madeAt = at;
    return this;
  }

  /** Somebody has deleted it. */
  public GroupBuilder deleted() {
    end = new NodeGroupFact.End(true, true);
    return this;
  }

  public GroupBuilder setting(String key, String value) {
    settings.put(key, value);
    return this;
  }

  @Override
  public NodeGroupFact build() {
    GroupSpec.Timeouts timeouts =
        new GroupSpec.Timeouts(
            Duration.ofMinutes(15),
            Duration.ofMinutes(15),
            Duration.ofMinutes(10),
            GroupSpec.Timeouts.DELETION_DELAY,
            terminationGracePeriod,
            failedTtl,
            strayGrace);
    GroupSpec spec =
        new GroupSpec(
            provider,
            size,
            priority,
            mode,
            choice,
            new GroupSpec.Template(labels, taints, startupTaints, overrides),
            new GroupSpec.Limits(limits, priceLimit),
            new GroupSpec.Behaviour(timeouts, scaleUp, scaleDown, notices, budgets, deletion),
            settings);
    return new NodeGroupFact(
        new GroupName(name),
        "group-" + name,
        "1",
        spec,
        hold,
        new NodeGroupFact.History(
            desired, lastScaleUp, lastScaleDown, backoffs, standing, spending, swings),
        end,
        madeAt);
  }
}

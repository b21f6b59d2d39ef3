package io.drover.verticles.cluster.kubernetes.objects;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code NodeGroup.status}: the ledger, and what survives a restart. */
public record NodeGroupStatus(
    @JsonPropertyDescription("Nodes of the group, whatever their phase.") @Nullable Integer current,
    @JsonPropertyDescription("The ledger: nodes reserved; absent before the first reservation.")
        @Nullable Integer desired,
    @JsonPropertyDescription("Nodes that serve.") @Nullable Integer ready,
    @JsonPropertyDescription("Names of its ManagedNodes.") @Nullable List<String> nodes,
    @Nullable List<Condition> conditions,
    @Pattern(Forms.INSTANT) @JsonPropertyDescription("When a node was last bought.")
        @Nullable String lastScaleUp,
    @Pattern(Forms.INSTANT) @JsonPropertyDescription("When a node was last removed.")
        @Nullable String lastScaleDown,
    @JsonPropertyDescription("Offerings that failed recently, by type/zone/capacity type.")
        @Nullable Map<String, OfferingBackoff> backoffs,
    @JsonPropertyDescription("The newest change of the provider's target size.")
        @Nullable SizeChange sizeChange,
    @JsonPropertyDescription("Machines at the provider that are nobody's.")
        @Nullable List<String> strangers,
    @JsonPropertyDescription("Why nothing is bought or deleted; absent while it may be.")
        @Nullable String frozen,
    @JsonPropertyDescription("What it bought that did not become a node; absent where it did.")
        @Nullable JoinFailures joinFailures,
    @JsonPropertyDescription("Nodes that ran none of the pods that they were bought for.")
        @Nullable UselessNodes uselessNodes,
    @JsonPropertyDescription("What its nodes have cost this month (UTC), by Drover's prices.")
        @Nullable Spending spending,
    @JsonPropertyDescription("Room that it bought again for pods that it had just moved.")
        @Nullable Swings swings,
    @JsonPropertyDescription("The generation of spec that this status speaks of.")
        @Nullable Long observedGeneration) {

  /** A change of the target size, recorded before the provider is called. */
  public record SizeChange(
      @Required Integer from,
      @Required Integer to,
      @Required @JsonPropertyDescription("Uid of the ManagedNode that it is for.") String intent,
      @JsonPropertyDescription("The machine that is to go.") @Nullable String victim,
      @Required @Pattern(Forms.INSTANT) String since) {}

  /** Purchases in a row that did not become nodes. */
  public record JoinFailures(
      @Required Integer inARow,
      @Pattern(Forms.INSTANT) @JsonPropertyDescription("Nothing is bought before.")
          @Nullable String until) {}

  /** Purchases in a row that were of no use. */
  public record UselessNodes(
      @Required Integer inARow,
      @JsonPropertyDescription("Uids of the ManagedNodes that are counted.")
          @Nullable List<String> nodes,
      @Pattern(Forms.INSTANT) @JsonPropertyDescription("When the newest of them was bought.")
          @Nullable String lastBought,
      @Pattern(Forms.INSTANT) @JsonPropertyDescription("Nothing is bought before.")
          @Nullable String until) {}

  /** What a month has cost, up to an instant. */
  public record Spending(
      @Required @Pattern(Forms.DOLLARS) @JsonPropertyDescription("US dollars.") String amount,
      @Required @Pattern(Forms.INSTANT) @JsonPropertyDescription("Up to when.") String at) {}

  /** Room taken away and bought again. */
  public record Swings(
      @JsonPropertyDescription("When pods were last moved, by namespace/kind/name of their owner.")
          @Nullable Map<String, String> moved,
      @JsonPropertyDescription("When room was bought for pods of such an owner.")
          @Nullable List<String> boughtAgain) {}

  /** An offering left out for a while. */
  public record OfferingBackoff(
      @Required @Pattern(Forms.INSTANT) String until,
      @Required @JsonPropertyDescription("Failures in a row.") Integer failures,
      @Required String reason) {}
}

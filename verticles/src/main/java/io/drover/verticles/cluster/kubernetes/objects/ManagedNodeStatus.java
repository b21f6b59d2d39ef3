package io.drover.verticles.cluster.kubernetes.objects;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ManagedNode.status}: how far the life has come, and who wrote it. */
public record ManagedNodeStatus(
    @Pattern("^(Intended|Provisioned|Joined|Ready|Draining|Terminating|Failed|Gone)$")
        @JsonPropertyDescription("Phase of the node's life; absent in a new record: Intended.")
        @Nullable String phase,
    @JsonPropertyDescription("When the phase began.") @Pattern(Forms.INSTANT)
        @Nullable String phaseSince,
    @JsonPropertyDescription("The instance, once the provider has named it.")
        @Nullable String providerId,
    @JsonPropertyDescription("The Node, once it has joined.") @Nullable String nodeName,
    @JsonPropertyDescription("The last failure.") @Nullable String failure,
    @JsonPropertyDescription("Why it is being removed; absent while it is wanted.")
        @Nullable Removal removal,
    @Pattern("^(Raised|Lowered)$")
        @JsonPropertyDescription(
            "What became of the group's target size for it; absent where nothing did.")
        @Nullable String size,
    @JsonPropertyDescription("Further machines of this intent that are about to be deleted.")
        @Nullable List<String> surplus,
    @JsonPropertyDescription("Epoch of the claim it was written under.") @Nullable Long epoch,
    @JsonPropertyDescription("Fence of the claim it was written under.") @Nullable Long fence,
    @JsonPropertyDescription("For people and tools.") @Nullable List<Condition> conditions) {

  /** Why a node is being removed. */
  public record Removal(
      @Required String reason,
      @JsonPropertyDescription("The plan that decided it.") @Nullable String plan,
      @JsonPropertyDescription("Whether the machine goes anyway.") @Nullable Boolean interrupted) {}
}

package io.drover.verticles.cluster.kubernetes.objects;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ManagedNode.spec}: what was decided to be bought, and why; it never changes. */
@ValidationRule(value = "self == oldSelf", message = "what was bought cannot be changed")
public record ManagedNodeSpec(
    @Required @Size(min = 1, max = 253) @JsonPropertyDescription("The NodeGroup it belongs to.")
        String group,
    @Required @JsonPropertyDescription("What is bought.") Offering offering,
    @Required @Size(max = 253) @JsonPropertyDescription("The plan that decided it.") String planId,
    @Required @Size(max = 1024) @JsonPropertyDescription("Why, in one word.") String reason,
    @Required
        @Size(max = 40)
        @Pattern("^[0-9]+(\\.[0-9]+)?$")
        @JsonPropertyDescription("US dollars per hour at the time of the decision.")
        String price,
    @Nullable
        @Size(max = 64)
        @JsonPropertyDescription(
            "ManagedNodes whose nodes go once this one serves: it was bought for their pods.")
        List<String> replaces,
    @Nullable
        @JsonPropertyDescription(
            "The machine that was there before this record; absent where it is bought for it.")
        TakesUp takesUp,
    @Nullable
        @Size(max = 10)
        @JsonPropertyDescription("Uids of pods that it is bought for, some of each kind.")
        List<String> pods) {

  /** A machine that no record stood for. */
  public record TakesUp(
      @Required @Size(min = 1, max = 1024) @JsonPropertyDescription("Its id at the provider.")
          String providerId,
      @Nullable
          @Size(max = 253)
          @JsonPropertyDescription("Uid of the ManagedNode that it was made for, by its tag.")
          String intent) {}

  /** An instance type in a zone as a capacity type. */
  public record Offering(
      @Required @Size(min = 1, max = 253) String instanceType,
      @Required @Size(min = 1, max = 253) String zone,
      @Required @Size(min = 1, max = 63) @JsonPropertyDescription("on-demand or spot.")
          String capacityType) {}
}

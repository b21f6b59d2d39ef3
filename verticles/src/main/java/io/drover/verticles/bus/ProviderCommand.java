package io.drover.verticles.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call to a provider; repeating it changes nothing a second time. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ProviderCommand.Offerings.class, name = "offerings"),
  @JsonSubTypes.Type(value = ProviderCommand.Instances.class, name = "instances"),
  @JsonSubTypes.Type(value = ProviderCommand.TargetSize.class, name = "target-size"),
  @JsonSubTypes.Type(value = ProviderCommand.Create.class, name = "create"),
  @JsonSubTypes.Type(value = ProviderCommand.Delete.class, name = "delete"),
  @JsonSubTypes.Type(value = ProviderCommand.PutBack.class, name = "put-back")
})
public sealed interface ProviderCommand {
  /** What can be bought; a page at a time, from an empty continuation. */
  record Offerings(String continuation) implements ProviderCommand {}

  /** The instances within a scope; a page at a time, from an empty continuation. */
  record Instances(Scope scope, String continuation) implements ProviderCommand {}

  /** The size that a group is set to; only providers that create by TARGET_SIZE answer it. */
  record TargetSize(String group, Map<String, String> settings) implements ProviderCommand {
    public TargetSize {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * Make the machine of an intent.
   *
   * @param name what the machine, and if possible its Node, is to be called
   * @param size for TARGET_SIZE the absolute change that was recorded before this call
   * @param machine for SWITCH the machine that was reserved
   */
  record Create(
      OwnerTag owner,
      String name,
      OfferingId offering,
      Template template,
      @Nullable SizeChange size,
      @Nullable String machine,
      Token token)
      implements ProviderCommand {}

  /**
   * Take the machine of an intent away; succeeds when it is already gone.
   *
   * @param settings what the group says to this provider
   * @param size for TARGET_SIZE the absolute change that was recorded before this call
   */
  record Delete(
      OwnerTag owner,
      String providerId,
      Map<String, String> settings,
      @Nullable SizeChange size,
      Token token)
      implements ProviderCommand {
    public Delete {
      settings = Map.copyOf(settings);
    }
  }

  /**
   * Put a target size back for a machine that never came. It is Denied once more members live than
   * the size would allow: one of them would die for it.
   */
  record PutBack(OwnerTag owner, Map<String, String> settings, SizeChange size, Token token)
      implements ProviderCommand {
    public PutBack {
      settings = Map.copyOf(settings);
    }
  }

  /** What the machine's Node is to carry, and the group's settings for this provider. */
  record Template(Map<String, String> labels, List<Taint> taints, Map<String, String> settings) {
    public Template {
      labels = Map.copyOf(labels);
      taints = List.copyOf(taints);
      settings = Map.copyOf(settings);
    }
  }

  /**
   * An absolute change of a target size; a retry acts only while the size is still {@code from}.
   */
  record SizeChange(int from, int to) {}

  /** Which instances are asked for. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "scope")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Scope.Tagged.class, name = "tag"),
    @JsonSubTypes.Type(value = Scope.Group.class, name = "group"),
    @JsonSubTypes.Type(value = Scope.Inventory.class, name = "inventory")
  })
  sealed interface Scope {
    /** All that carry the installation's and the cluster's tag. */
    record Tagged(String installation, String clusterUid) implements Scope {}

    /** All machines of one group, tagged or not. */
    record Group(String group, Map<String, String> settings) implements Scope {
      public Group {
        settings = Map.copyOf(settings);
      }
    }

    /** Every machine of a fixed inventory. */
    record Inventory() implements Scope {}
  }
}

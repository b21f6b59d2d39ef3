package io.drover.daemon.snapshot;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.CsiDriverFact;
import io.drover.rules.facts.CsiNodeFact;
import io.drover.rules.facts.DaemonSetFact;
import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NamespaceFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OwnerFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PriorityClassFact;
import io.drover.rules.facts.StorageClassFact;
import io.drover.rules.facts.VolumeFact;
import io.drover.verticles.bus.Json;

/** Facts as JSON: each says of which kind it is. */
final class FactForm {
  private static final ObjectMapper MAPPER =
      Json.mapper()
          .copy()
          .addMixIn(Fact.class, OfFact.class)
          .addMixIn(OwnerFact.Size.class, OfSize.class)
          .addMixIn(VolumeFact.Source.class, OfSource.class);

  private FactForm() {}

  static ObjectMapper mapper() {
    return MAPPER;
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = NodeFact.class, name = "node"),
    @JsonSubTypes.Type(value = PodFact.class, name = "pod"),
    @JsonSubTypes.Type(value = DisruptionBudgetFact.class, name = "disruptionBudget"),
    @JsonSubTypes.Type(value = DaemonSetFact.class, name = "daemonSet"),
    @JsonSubTypes.Type(value = NodeGroupFact.class, name = "nodeGroup"),
    @JsonSubTypes.Type(value = ManagedNodeFact.class, name = "managedNode"),
    @JsonSubTypes.Type(value = OwnerFact.class, name = "owner"),
    @JsonSubTypes.Type(value = ClaimFact.class, name = "claim"),
    @JsonSubTypes.Type(value = VolumeFact.class, name = "volume"),
    @JsonSubTypes.Type(value = StorageClassFact.class, name = "storageClass"),
    @JsonSubTypes.Type(value = CsiNodeFact.class, name = "csiNode"),
    @JsonSubTypes.Type(value = CsiDriverFact.class, name = "csiDriver"),
    @JsonSubTypes.Type(value = NamespaceFact.class, name = "namespace"),
    @JsonSubTypes.Type(value = PriorityClassFact.class, name = "priorityClass")
  })
  private interface OfFact {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = OwnerFact.Size.Replicas.class, name = "replicas"),
    @JsonSubTypes.Type(value = OwnerFact.Size.Run.class, name = "run")
  })
  private interface OfSize {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = VolumeFact.Source.Csi.class, name = "csi"),
    @JsonSubTypes.Type(value = VolumeFact.Source.InTree.class, name = "inTree")
  })
  private interface OfSource {}
}

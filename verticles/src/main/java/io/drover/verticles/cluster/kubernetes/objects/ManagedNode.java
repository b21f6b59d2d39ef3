package io.drover.verticles.cluster.kubernetes.objects;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The record of one node's life, made before the node is bought. */
@Group(NodeGroup.API_GROUP)
@Version(NodeGroup.API_VERSION)
@ShortNames("mn")
@Categories("drover")
@AdditionalPrinterColumn(
    name = "Group",
    jsonPath = ".spec.group",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Type",
    jsonPath = ".spec.offering.instanceType",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Zone",
    jsonPath = ".spec.offering.zone",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Phase",
    jsonPath = ".status.phase",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Node",
    jsonPath = ".status.nodeName",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Failure",
    jsonPath = ".status.failure",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class ManagedNode extends CustomResource<ManagedNodeSpec, ManagedNodeStatus> {
  /** Keeps the record until Drover has seen that nothing of the machine is left. */
  public static final String FINALIZER = "drover.dev/machine";

  private static final long serialVersionUID = 1L;

  // Only a getter tells the generator that spec itself is required.
  @Override
  @Required
  public ManagedNodeSpec getSpec() {
    return super.getSpec();
  }
}

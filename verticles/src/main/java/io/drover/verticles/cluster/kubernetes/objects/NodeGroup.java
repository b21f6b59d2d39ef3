package io.drover.verticles.cluster.kubernetes.objects;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What the owner of a group of nodes wants, and what Drover has recorded about it. */
@Group(NodeGroup.API_GROUP)
@Version(NodeGroup.API_VERSION)
@ShortNames("ng")
@Categories("drover")
@AdditionalPrinterColumn(
    name = "Provider",
    jsonPath = ".spec.provider",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Min",
    jsonPath = ".spec.min",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Max",
    jsonPath = ".spec.max",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Desired",
    jsonPath = ".status.desired",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.ready",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Mode",
    jsonPath = ".spec.mode",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class NodeGroup extends CustomResource<NodeGroupSpec, NodeGroupStatus> {
  public static final String API_GROUP = "drover.dev";
  public static final String API_VERSION = "v1alpha1";

  /** Keeps a group whose {@code deletionPolicy} is Delete until none of its nodes is left. */
  public static final String FINALIZER = "drover.dev/nodes";

  private static final long serialVersionUID = 1L;

  // Only a getter tells the generator that spec itself is required.
  @Override
  @Required
  public NodeGroupSpec getSpec() {
    return super.getSpec();
  }
}

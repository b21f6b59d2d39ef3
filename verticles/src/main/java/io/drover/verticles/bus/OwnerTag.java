package io.drover.verticles.bus;

/**
 * Whose an instance is. Names in the configuration are for people only; these four decide.
 *
 * @param installation id of the Drover installation
 * @param clusterUid uid of the served cluster's {@code kube-system} namespace
 * @param group node group
 * @param intent uid of the {@code ManagedNode}
 */
public record OwnerTag(String installation, String clusterUid, String group, String intent) {}

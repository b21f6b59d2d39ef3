package io.drover.verticles.cluster.kubernetes;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to get to an API server.
 *
 * @param context of the kubeconfig; null = its current one
 */
public record KubernetesAccess(Path kubeconfig, @Nullable String context) {}

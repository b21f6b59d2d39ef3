/**
 * The Cluster Autoscaler's own tables of cases, decided by Drover. The files beside them in {@code
 * src/test/resources/cluster-autoscaler} are upstream's, each with its source; the {@code .md} of
 * the same name lists where Drover differs and why.
 */
@NullMarked
package io.drover.verticles.clusterautoscaler;

import org.jspecify.annotations.NullMarked;

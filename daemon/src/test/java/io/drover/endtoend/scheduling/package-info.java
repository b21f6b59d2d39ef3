/**
 * The cluster model against kube-scheduler's own filters: clusters and pods are made at random, and
 * both must say the same of every node.
 */
@NullMarked
package io.drover.endtoend.scheduling;

import org.jspecify.annotations.NullMarked;

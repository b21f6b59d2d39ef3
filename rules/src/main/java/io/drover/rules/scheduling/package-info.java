/**
 * Would kube-scheduler put this pod on that node? The cluster model and the packing of pending
 * pods.
 */
@NullMarked
package io.drover.rules.scheduling;

import org.jspecify.annotations.NullMarked;

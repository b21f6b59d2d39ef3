/** Owns the model of the cluster and asks the planner when woken. */
@NullMarked
package io.drover.verticles.planning;

import org.jspecify.annotations.NullMarked;

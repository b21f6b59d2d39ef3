/** A cluster in memory, for the demo and the simulation. */
@NullMarked
package io.drover.verticles.cluster.embedded;

import org.jspecify.annotations.NullMarked;

/** Builds the graph of the house, in flow order. */
@NullMarked
package io.drover.daemon.wiring;

import org.jspecify.annotations.NullMarked;

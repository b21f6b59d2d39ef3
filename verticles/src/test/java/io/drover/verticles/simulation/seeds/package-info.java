/** Several members, one cluster and its providers in one thread, with everything from one seed. */
@NullMarked
package io.drover.verticles.simulation.seeds;

import org.jspecify.annotations.NullMarked;

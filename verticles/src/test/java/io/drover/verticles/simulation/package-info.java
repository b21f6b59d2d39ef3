/** The whole house in one thread under a simulated clock. */
@NullMarked
package io.drover.verticles.simulation;

import org.jspecify.annotations.NullMarked;

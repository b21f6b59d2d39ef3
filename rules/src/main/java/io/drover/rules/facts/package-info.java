/** Immutable records of the world at one instant. */
@NullMarked
package io.drover.rules.facts;

import org.jspecify.annotations.NullMarked;

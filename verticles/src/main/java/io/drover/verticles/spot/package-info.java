/** Interruption notices, normalised. */
@NullMarked
package io.drover.verticles.spot;

import org.jspecify.annotations.NullMarked;

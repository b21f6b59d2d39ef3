/** Drover against real far ends: other processes, other protocols. */
@NullMarked
package io.drover.endtoend;

import org.jspecify.annotations.NullMarked;

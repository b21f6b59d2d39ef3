/** The daemon and its parts against real processes. */
@NullMarked
package io.drover.endtoend;

import org.jspecify.annotations.NullMarked;

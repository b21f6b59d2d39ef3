/** One end-to-end test per capability, against real processes. */
@NullMarked
package io.drover.endtoend;

import org.jspecify.annotations.NullMarked;

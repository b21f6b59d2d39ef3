/** Every decision, verdict and step as one JSON line. */
@NullMarked
package io.drover.daemon.journal;

import org.jspecify.annotations.NullMarked;

/** All that a plan is made from, as a file: written, read, and with its names taken out. */
@NullMarked
package io.drover.daemon.snapshot;

import org.jspecify.annotations.NullMarked;

/** Weeks of load, replayed in one thread against Drover and against what it is measured by. */
@NullMarked
package io.drover.verticles.replay;

import org.jspecify.annotations.NullMarked;

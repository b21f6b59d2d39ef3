/** The whole daemon on a cluster in memory and a simulated cloud. */
@NullMarked
package io.drover.daemon.demo;

import org.jspecify.annotations.NullMarked;

/** How long thinking takes: JMH benchmarks and the program that runs them. */
@NullMarked
package io.drover.bench;

import org.jspecify.annotations.NullMarked;

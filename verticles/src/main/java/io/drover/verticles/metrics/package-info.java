/** Utilisation samples and their age. */
@NullMarked
package io.drover.verticles.metrics;

import org.jspecify.annotations.NullMarked;

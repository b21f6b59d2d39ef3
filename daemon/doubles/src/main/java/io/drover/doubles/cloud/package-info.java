/**
 * A cloud that exists only here: it sells instances over HTTP, boots them as nodes through a port,
 * fails on request, keeps its state through a kill, and writes down everything it was asked.
 */
@NullMarked
package io.drover.doubles.cloud;

import org.jspecify.annotations.NullMarked;

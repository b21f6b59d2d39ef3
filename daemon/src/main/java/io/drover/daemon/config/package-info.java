/**
 * The configuration: one tree of records, and a parser that finds every mistake at once and never
 * touches the network.
 */
@NullMarked
package io.drover.daemon.config;

import org.jspecify.annotations.NullMarked;

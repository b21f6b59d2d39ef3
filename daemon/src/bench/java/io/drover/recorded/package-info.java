/**
 * An API server of a large cluster, as a process of its own: it answers with what it would have
 * recorded, made from a seed and never held.
 */
@NullMarked
package io.drover.recorded;

import org.jspecify.annotations.NullMarked;

/** The port through which adapters speak HTTP, and its Vert.x adapter. */
@NullMarked
package io.drover.verticles.http;

import org.jspecify.annotations.NullMarked;

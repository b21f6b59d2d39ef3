/** The served cluster at a real API server. */
@NullMarked
package io.drover.verticles.cluster.kubernetes;

import org.jspecify.annotations.NullMarked;

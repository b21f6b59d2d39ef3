/** The way of each call to VPSie: rate limit, breaker, repeats, token, server. */
@NullMarked
package io.drover.verticles.provider.vpsie.pipeline;

import org.jspecify.annotations.NullMarked;

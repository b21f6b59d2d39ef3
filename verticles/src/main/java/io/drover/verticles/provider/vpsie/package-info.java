/** VPSie as a provider: what an account sells, which servers are ours, how they come and go. */
@NullMarked
package io.drover.verticles.provider.vpsie;

import org.jspecify.annotations.NullMarked;

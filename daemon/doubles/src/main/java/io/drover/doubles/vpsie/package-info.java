/**
 * VPSie's API as its public clients describe it, in both wire forms at once: accounts and tokens, a
 * rate limit, servers that boot as nodes, VPSie's own Kubernetes clusters, and everything that goes
 * wrong on request. It writes down every request and where that departs from the description.
 */
@NullMarked
package io.drover.doubles.vpsie;

import org.jspecify.annotations.NullMarked;

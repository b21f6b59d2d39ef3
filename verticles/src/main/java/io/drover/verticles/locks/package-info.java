/** Ownership of a cluster and cluster-wide locks; the only Hazelcast import. */
@NullMarked
package io.drover.verticles.locks;

import org.jspecify.annotations.NullMarked;

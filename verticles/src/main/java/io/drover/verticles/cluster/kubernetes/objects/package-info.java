/** Drover's own objects in a served cluster, as their JSON is; the CRDs are generated from them. */
@NullMarked
package io.drover.verticles.cluster.kubernetes.objects;

import org.jspecify.annotations.NullMarked;

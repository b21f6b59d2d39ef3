/** What must be installed in a cluster before Drover can serve it. */
@NullMarked
package io.drover.daemon.manifests;

import org.jspecify.annotations.NullMarked;

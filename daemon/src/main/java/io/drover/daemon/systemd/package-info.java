/** What the service manager is told. */
@NullMarked
package io.drover.daemon.systemd;

import org.jspecify.annotations.NullMarked;

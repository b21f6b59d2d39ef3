/** The doors: health, metrics and webhooks over TCP, control over a Unix socket. */
@NullMarked
package io.drover.daemon.http;

import org.jspecify.annotations.NullMarked;

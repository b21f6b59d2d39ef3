/**
 * What others have configured for their autoscalers, as Drover's objects and configuration. It
 * reads files and gives texts; no cluster and no provider is asked.
 */
@NullMarked
package io.drover.daemon.convert;

import org.jspecify.annotations.NullMarked;

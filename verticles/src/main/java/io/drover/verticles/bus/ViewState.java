package io.drover.verticles.bus;

import java.time.Instant;

/**
 * How alive the view of a cluster is.
 *
 * @param provenAt when the newest heartbeat was sent that came back through a watch
 * @param complete whether every kind has been listed and is being watched
 * @param detail what is missing, empty when nothing is
 */
public record ViewState(Instant provenAt, boolean complete, String detail) {}

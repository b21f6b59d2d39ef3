package io.drover.doubles.cloud;

import java.time.Instant;

/** Tells the subscriber of the webhook that an instance will be taken away. Returns at once. */
interface NoticeSender {
  void send(Settings.Webhook webhook, Notice notice, Instant now);

  /** The body of a notice. */
  record Notice(String providerId, String kind, Instant deadline) {}
}

package io.drover.verticles.provider.vpsie.pipeline;

import java.time.Duration;

/** What happens in the pipeline, told as it happens, to be counted. */
public sealed interface PipelineEvent {
  /** An answer came, of whatever status. */
  record Answered(String method, int status, Duration took) implements PipelineEvent {}

  /** A call did not succeed; a repeat of it is counted anew. */
  record Failed(String method, ErrorKind kind) implements PipelineEvent {}

  /** A call had to wait for the account's limit. */
  record Waited(String method, Duration waited) implements PipelineEvent {}

  record Repeated(String method, int repeat) implements PipelineEvent {}

  record BreakerMoved(BreakerState from, BreakerState to) implements PipelineEvent {}

  record LoggedIn(boolean succeeded) implements PipelineEvent {}

  /** Other credentials than before were read. */
  record CredentialsChanged() implements PipelineEvent {}

  /** Whether calls go. */
  enum BreakerState {
    CLOSED,
    OPEN,
    /** A few calls go and decide. */
    HALF_OPEN
  }
}

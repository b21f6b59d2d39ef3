package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an instance stands in its life. */
enum InstanceState {
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("terminating")
  TERMINATING,
  @JsonProperty("terminated")
  TERMINATED;

  boolean alive() {
    return this == PENDING || this == RUNNING;
  }
}

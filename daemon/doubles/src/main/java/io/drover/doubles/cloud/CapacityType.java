package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an instance is paid for, and so whether it may be taken away. */
enum CapacityType {
  @JsonProperty("on-demand")
  ON_DEMAND,
  @JsonProperty("spot")
  SPOT
}

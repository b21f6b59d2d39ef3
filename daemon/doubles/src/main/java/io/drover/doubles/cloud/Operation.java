package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a caller may ask of the cloud. */
enum Operation {
  @JsonProperty("create")
  CREATE,
  @JsonProperty("delete")
  DELETE,
  @JsonProperty("list")
  LIST,
  @JsonProperty("get")
  GET,
  @JsonProperty("offerings")
  OFFERINGS
}

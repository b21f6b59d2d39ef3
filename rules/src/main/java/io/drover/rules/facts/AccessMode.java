package io.drover.rules.facts;

/** How a volume may be mounted. */
public enum AccessMode {
  READ_WRITE_ONCE,
  READ_ONLY_MANY,
  READ_WRITE_MANY,
  READ_WRITE_ONCE_POD
}

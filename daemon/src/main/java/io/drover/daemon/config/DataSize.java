package io.drover.daemon.config;

/** An amount of data, more than zero. */
public record DataSize(long bytes) {
  @Override
  public String toString() {
    long mebi = 1L << 20;
    return bytes % mebi == 0 ? bytes / mebi + "MiB" : bytes + "B";
  }
}

package io.drover.rules.facts;

import java.time.Duration;

/** A node of group {@code general}, an hour old, of which nothing is requested and asked. */
public final class NodeStatsBuilder {
  private final String name;
  private String group = "general";
  private double cpu;
  private double memory;
  private int pods;
  private Duration age = Duration.ofHours(1);
  private boolean protectedByOwner;
  private double used;

  private NodeStatsBuilder(String name) {
    this.name = name;
  }

  public static NodeStatsBuilder figures(String name) {
    return new NodeStatsBuilder(name);
  }

  public NodeStatsBuilder in(String value) {
    group = value;
    return this;
  }

  public NodeStatsBuilder requesting(int podCount, double cpuFraction, double memoryFraction) {
    pods = podCount;
    cpu = cpuFraction;
    memory = memoryFraction;
    return this;
  }

  public NodeStatsBuilder old(Duration value) {
    age = value;
    return this;
  }

  public NodeStatsBuilder protectedByOwner(boolean value) {
    protectedByOwner = value;
    return this;
  }

  public NodeStatsBuilder using(double fraction) {
    used = fraction;
    return this;
  }

  public NodeStats build() {
    return new NodeStats(
        new NodeName(name),
        new GroupName(group),
        cpu,
        memory,
        -1,
        pods,
        0.5,
        age,
        protectedByOwner,
        0.04,
        Duration.ZERO,
        NodeStats.NEVER,
        used,
        false,
        false,
        Duration.ZERO,
        false,
        ScaleDownTerms.NONE);
  }
}

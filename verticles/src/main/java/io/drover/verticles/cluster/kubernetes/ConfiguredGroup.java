package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;

/** A node group as the configuration file has it. */
public record ConfiguredGroup(GroupName name, GroupSpec spec) {}

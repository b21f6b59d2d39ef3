package io.drover.rules.safety;

import io.drover.rules.facts.GroupName;

/** A conclusion of the safety rules: the node group must not be made. */
public record GroupObjection(GroupName group) {}

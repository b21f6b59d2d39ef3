package io.drover.daemon.config;

import java.time.Duration;
import java.util.List;

/**
 * Node groups that may be made for pods that no group can take.
 *
 * @param maxGroups of them at a time; required
 * @param emptyFor how long one has been without nodes when it is removed; default 24 h
 * @param labelPrefixes what keys of labels may begin with; empty = any that is not reserved
 * @param template what each of them is; of no cluster and no name
 */
public record NewGroupsConfig(
    int maxGroups, Duration emptyFor, List<String> labelPrefixes, NodeGroupConfig template)
    implements ConfigPart {
  public NewGroupsConfig {
    labelPrefixes = List.copyOf(labelPrefixes);
  }
}

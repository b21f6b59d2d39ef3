package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.OwnerTag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The owner of a server as tags, which VPSie keeps as plain texts. */
final class OwnerTags {
  private static final String INSTALLATION = "drover-installation=";
  private static final String CLUSTER = "drover-cluster=";
  private static final String GROUP = "drover-group=";
  private static final String INTENT = "drover-intent=";

  private OwnerTags() {}

  static List<String> of(OwnerTag owner) {
    return List.of(
        INSTALLATION + owner.installation(),
        CLUSTER + owner.clusterUid(),
        GROUP + owner.group(),
        INTENT + owner.intent());
  }

  /** Empty unless all four are there: half of a tag proves nothing. */
  static Optional<OwnerTag> read(List<String> tags) {
    Map<String, String> found = new HashMap<>();
    for (String tag : tags) {
      int end = tag.indexOf('=') + 1;
      found.putIfAbsent(tag.substring(0, end), tag.substring(end).strip());
    }
    List<String> parts = List.of(INSTALLATION, CLUSTER, GROUP, INTENT);
    return parts.stream().allMatch(part -> !found.getOrDefault(part, "").isEmpty())
        ? Optional.of(
            new OwnerTag(
                found.getOrDefault(INSTALLATION, ""),
                found.getOrDefault(CLUSTER, ""),
                found.getOrDefault(GROUP, ""),
                found.getOrDefault(INTENT, "")))
        : Optional.empty();
  }

  /** Whether a server so tagged may be deleted for the other: the same cluster's, that is. */
  static boolean proves(OwnerTag tagged, OwnerTag deleter) {
    return tagged.installation().equals(deleter.installation())
        && tagged.clusterUid().equals(deleter.clusterUid());
  }
}

package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Node groups as {@code kubectl apply} takes them, read without a cluster. */
public final class GroupFile {
  private static final Pattern NEXT = Pattern.compile("(?m)^---.*$");

  private GroupFile() {}

  /**
   * The specs by name, with the defaults of what they leave out.
   *
   * @param text YAML documents, or JSON
   * @throws IllegalArgumentException with one line, if something in it is no node group
   */
  public static Map<GroupName, GroupSpec> read(String text) {
    Map<GroupName, GroupSpec> groups = new TreeMap<>();
    for (String document : NEXT.splitAsStream(text).toList()) {
      if (!document.isBlank()) {
        NodeGroup group = parsed(document);
        try {
          groups.put(
              new GroupName(group.getMetadata().getName()), GroupReading.spec(group.getSpec()));
        } catch (Unreadable wrong) {
          throw new IllegalArgumentException(
              group.getMetadata().getName() + ": " + wrong.getMessage(), wrong);
        }
      }
    }
    return groups;
  }

  private static NodeGroup parsed(String document) {
    try {
      NodeGroup group = Clients.lenient().unmarshal(document, NodeGroup.class);
      if ("NodeGroup".equals(group.getKind()) && group.getMetadata().getName() != null) {
        return group;
      }
    } catch (RuntimeException wrong) {
      String line = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException("is no NodeGroup: " + line, wrong);
    }
    throw new IllegalArgumentException("a document is no NodeGroup, or has no name");
  }
}

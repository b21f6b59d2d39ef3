package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.vpsie.wire.ServerOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a node group says to VPSie, in its {@code settings}; what it does not say is taken from the
 * account's defaults. The datacenter and the plan are those of the offering.
 */
public final class GroupSettings {
  /** What can be said. */
  public enum Key {
    /** The image that servers start from; required. {@code os_image_id}, {@code osIdentifier}. */
    OS_IMAGE("osImage"),
    /** The VPSie project that servers belong to. {@code projectId} in both shapes. */
    PROJECT("project"),
    /**
     * The identifier of a VPSie Kubernetes cluster that servers belong to: {@code
     * resourceIdentifier} of the document's shape. The other shape has the plan in that field and
     * no place for this. For {@link VpsieNodeGroups} it is required, in both shapes.
     */
    RESOURCE_IDENTIFIER("resourceIdentifier"),
    /** SSH keys, with commas between. {@code ssh_key_ids}; apps-v2 takes only the first. */
    SSH_KEYS("sshKeys"),
    /** A note for people. {@code notes} in both shapes. */
    NOTES("notes"),
    /** Tags beside Drover's own, with commas between. {@code tags} in both shapes. */
    TAGS("tags"),
    /** {@code true} or {@code false}: {@code addPublicIpV4} of apps-v2; the other has no such. */
    PUBLIC_IPV4("publicIpv4"),
    /**
     * Cloud-init data by which a server joins, {@code user_data} or {@code userData}. See {@link
     * UserData} for what is filled into it.
     */
    USER_DATA("userData"),
    /**
     * The node group of the VPSie Kubernetes cluster, by name; where it is not said, it is named as
     * the group here. Only for {@link VpsieNodeGroups}.
     */
    KUBERNETES_GROUP("kubernetesGroup"),
    /**
     * The plan ({@code KubeSizeID}) that the node group is made with when there is none of its name
     * yet. Only for {@link VpsieNodeGroups}.
     */
    KUBE_SIZE_ID("kubeSizeId");

    private final String word;

    Key(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  private final Map<String, String> said;

  GroupSettings(Map<String, String> defaults, Map<String, String> group) {
    this.said = new HashMap<>(defaults);
    said.putAll(group);
  }

  /** What is wrong with settings, each in a sentence; keys that mean nothing are wrong too. */
  public static List<String> problems(Map<String, String> settings) {
    List<String> words = Arrays.stream(Key.values()).map(Key::word).toList();
    List<String> problems = new ArrayList<>();
    for (String key : new TreeSet<>(settings.keySet())) {
      if (!words.contains(key)) {
        problems.add("'" + key + "' is no setting of VPSie; there are " + words);
      }
    }
    String ip = settings.getOrDefault(Key.PUBLIC_IPV4.word(), "true");
    if (!ip.equals("true") && !ip.equals("false")) {
      problems.add("publicIpv4 is neither true nor false");
    }
    String size = settings.getOrDefault(Key.KUBE_SIZE_ID.word(), "1");
    if (!size.matches("[1-9][0-9]{0,8}")) {
      problems.add("kubeSizeId is no number from 1 on");
    }
    return problems;
  }

  /** Fails as Denied when a server cannot be ordered with them. */
  ServerOrder.Extras extras() {
    List<String> problems = problems(said);
    String image = text(Key.OS_IMAGE).orElse("");
    if (image.isEmpty()) {
      problems.add("osImage is missing, in the group and in the account's defaults");
    }
    if (!problems.isEmpty()) {
      throw new FarEndFailed(ProviderFailure.Denied.whatever(String.join("; ", problems)));
    }
    return new ServerOrder.Extras(
        image,
        text(Key.PROJECT),
        text(Key.RESOURCE_IDENTIFIER),
        list(Key.SSH_KEYS),
        text(Key.NOTES),
        text(Key.PUBLIC_IPV4).map(Boolean::valueOf),
        text(Key.USER_DATA));
  }

  List<String> tags() {
    return list(Key.TAGS);
  }

  Optional<String> text(Key key) {
    return Optional.ofNullable(said.get(key.word())).filter(text -> !text.isBlank());
  }

  private List<String> list(Key key) {
    return text(key).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }
}

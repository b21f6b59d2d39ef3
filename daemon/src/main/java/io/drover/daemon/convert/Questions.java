package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.List;

/** What the old objects do not say and Drover needs. */
final class Questions {
  private final GroupDraft group;
  private final FragmentDraft fragment;

  Questions(GroupDraft group, FragmentDraft fragment) {
    this.group = group;
    this.fragment = fragment;
  }

  List<String> all() {
    List<String> open = new ArrayList<>();
    String name = "NodeGroup " + group.name() + ": ";
    if (!group.has("instanceTypes")) {
      open.add(name + "without spec.instanceTypes it may buy whatever VPSie sells");
    }
    if (!group.has("zones") && fragment.datacenters.isEmpty()) {
      open.add(name + "without spec.zones it may buy in every datacenter");
    }
    if (lacks("osImage")) {
      open.add(
          name
              + "spec.settings.osImage is missing, which each server needs unless VPSie's own"
              + " Kubernetes makes the nodes");
    }
    if (lacks("project")) {
      open.add(name + "spec.settings.project is missing; VPSie then uses the account's own");
    }
    open.add(
        name
            + "how does a new server join? By spec.settings.userData (cloud-init), by the image, or"
            + " by VPSie's own Kubernetes");
    return open;
  }

  private boolean lacks(String setting) {
    return !group.hasSetting(setting) && !fragment.defaults.containsKey(setting);
  }

  static List<String> ofCredentials(FragmentDraft fragment, boolean sawSecret) {
    List<String> open = new ArrayList<>();
    String secret = "Secret " + fragment.secretNamespace + "/" + fragment.secretName;
    if (!sawSecret) {
      open.add(
          secret + " was not among what was read: it is assumed to have clientId and clientSecret");
    } else if (!fragment.byToken()
        && !(fragment.secretKeys.contains("clientId")
            && fragment.secretKeys.contains("clientSecret"))) {
      open.add(secret + " has neither a token nor clientId and clientSecret");
    }
    return open;
  }
}

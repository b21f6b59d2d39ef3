package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the old daemon was started, as far as groups need it; empty = not said. */
final class OldDaemon {
  final FragmentDraft fragment;
  final List<String> offerings = new ArrayList<>();
  String datacenter = "";
  String failedTtl = "";

  /** Its Deployment, for the steps. */
  String namespace = "kube-system";

  String deployment = "vpsie-autoscaler";

  OldDaemon(FragmentDraft fragment) {
    this.fragment = fragment;
  }

  /** A command line as an object, so that it is read like all others. */
  static OldObject commandLine(String source, List<String> words) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("flags", new LinkedHashMap<String, Object>(OldFlags.of(words)));
    return new OldObject(source, "command line", body);
  }

  /** Where the Secret is must be known before it is read. */
  void findSecret(OldObject commandLine) {
    String name = commandLine.text("flags.vpsie-secret-name");
    String namespace = commandLine.text("flags.vpsie-secret-namespace");
    fragment.secretName = name.isEmpty() ? fragment.secretName : name;
    fragment.secretNamespace = namespace.isEmpty() ? fragment.secretNamespace : namespace;
  }

  /** What the group leaves out and the command line says. */
  void fill(GroupDraft group) {
    if (!group.has("zones") && !datacenter.isEmpty()) {
      group.put("zones", List.of(datacenter));
    }
    if (!group.has("instanceTypes") && !offerings.isEmpty()) {
      group.put("instanceTypes", List.copyOf(offerings));
    }
    if (!failedTtl.isEmpty()) {
      group.put("timeouts.failedTtl", failedTtl);
    }
  }
}

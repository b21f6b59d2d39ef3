package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which servers go on under Drover as they are. */
final class TakeOver {
  private static final Set<String> SERVING = Set.of("", "Ready");

  /** Whatever Drover is to take over: its name at VPSie, and its Node. */
  record Entry(String server, String node, GroupDraft group, ServerDraft old) {
    /** The datacenter that it is in; empty where nobody says so. */
    String zone() {
      return old.datacenter.isEmpty() ? group.onlyZone() : old.datacenter;
    }
  }

  private final Map<String, GroupDraft> groups;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> open = new ArrayList<>();

  TakeOver(Map<String, GroupDraft> groups) {
    this.groups = groups;
  }

  List<Entry> entries() {
    return entries;
  }

  /** What stays behind, each in a sentence. */
  List<String> open() {
    return open;
  }

  void decide(List<ServerDraft> servers) {
    Map<String, Entry> all = new LinkedHashMap<>();
    Set<String> told = new HashSet<>();
    for (ServerDraft server : servers) {
      told.add(server.node());
      String why = whyNot(server);
      GroupDraft group = groups.get(server.group);
      if (!why.isEmpty() || group == null) {
        open.add(server.title + " is not taken over: " + why);
      } else {
        all.put(server.key(), new Entry(server.key(), server.node(), group, server));
      }
    }
    for (GroupDraft group : groups.values()) {
      for (String node : group.nodes) {
        if (!told.contains(node)) {
          all.putIfAbsent(node, new Entry(node, node, group, new ServerDraft(node)));
        }
      }
    }
    entries.addAll(all.values());
  }

  private String whyNot(ServerDraft server) {
    if (server.going || server.phase.startsWith("Delet") || server.phase.equals("Terminating")) {
      return "it is on its way out; let the old controller finish before it is stopped";
    }
    if (server.phase.equals("Failed")) {
      return "it failed; look at VPSie whether a server is left, and delete that by hand";
    }
    if (!SERVING.contains(server.phase)) {
      return "it is "
          + server.phase
          + "; wait until it is Ready before the old controller is stopped";
    }
    if (!groups.containsKey(server.group)) {
      return "its NodeGroup '" + server.group + "' is not among what was read";
    }
    if (server.key().isEmpty()) {
      return "it has neither hostname nor node name nor identifier";
    }
    return server.node().isEmpty() ? "it says no Node that could be labelled" : "";
  }
}

package io.drover.daemon.convert;

/** An old {@code VPSieNode}, as far as taking its server over needs it; empty = not said. */
final class ServerDraft {
  final String title;
  String group = "";
  String phase = "";
  String hostname = "";
  String nodeName = "";
  String specNodeName = "";
  String identifier = "";
  String instanceType = "";
  String datacenter = "";
  long instance;
  boolean going;
  boolean kept;

  ServerDraft(String title) {
    this.title = title;
  }

  /** The Node's name. */
  String node() {
    return nodeName.isEmpty() ? specNodeName : nodeName;
  }

  /** By which the account knows it: the hostname is the same everywhere, the identifier is not. */
  String key() {
    if (!hostname.isEmpty()) {
      return hostname;
    }
    return node().isEmpty() ? identifier : node();
  }
}

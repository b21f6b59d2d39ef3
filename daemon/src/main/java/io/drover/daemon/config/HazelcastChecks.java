package io.drover.daemon.config;

import java.net.InetAddress;

/**
 * Several members on a public address let anybody join who can reach it, so that must be wanted.
 * Names are not resolved: only addresses are judged here.
 */
final class HazelcastChecks {
  private HazelcastChecks() {}

  static void check(HazelcastConfig hazelcast, Findings findings) {
    if (!hazelcast.hasSeveralMembers() || hazelcast.allowPublicAddress()) return;
    if (!findings.about("hazelcast.host") && isPublic(hazelcast.host())) {
      findings.add("hazelcast.host", refusal(hazelcast.host()));
    }
    for (int i = 0; i < hazelcast.members().size(); i++) {
      String member = hazelcast.members().get(i);
      if (isPublic(host(member))) findings.add("hazelcast.members[" + i + "]", refusal(member));
    }
  }

  private static String refusal(String address) {
    return "\"%s\" is a public address, where anybody could join the members. Set hazelcast.allowPublicAddress if you want that"
        .formatted(address);
  }

  private static String host(String member) {
    if (member.startsWith("[")) return member.substring(1, member.indexOf(']'));
    int colon = member.indexOf(':');
    return colon < 0 ? member : member.substring(0, colon);
  }

  private static boolean isPublic(String host) {
    try {
      return isPublic(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  /** Whether more than the own machine, the own network and the link may reach it. */
  static boolean isPublic(InetAddress address) {
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return !(address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || uniqueLocal);
  }
}

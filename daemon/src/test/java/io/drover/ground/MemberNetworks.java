package io.drover.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hosts of their own for several processes, as network namespaces. Each has two cards: one to the
 * outside, with this machine, and one to the other hosts only, which can be cut.
 */
public final class MemberNetworks implements AutoCloseable {
  private static final AtomicInteger LAST = new AtomicInteger();
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String NOBODY = "02:00:00:00:00:99";

  private final String name;
  private final int number;
  private final int hosts;

  private MemberNetworks(String name, int number, int hosts) {
    this.name = name;
    this.number = number;
    this.hosts = hosts;
  }

  /** Makes so many hosts; fails with one line where that is not possible. */
  public static MemberNetworks create(int hosts) {
    long pid = ProcessHandle.current().pid();
    int last = LAST.incrementAndGet();
    MemberNetworks made =
        new MemberNetworks(
            "dt%d%c".formatted(pid % 100_000, 'a' + last % 26),
            (int) ((pid * 7 + last) % 250),
            hosts);
    try {
      made.wire();
      return made;
    } catch (IllegalStateException refused) {
      made.close();
      throw new AssertionError(
          "network namespaces are needed (as root, with ip of iproute2): " + refused.getMessage(),
          refused);
    }
  }

  private void wire() {
    for (String network : List.of("o", "m")) {
      ip("link", "add", bridge(network), "type", "bridge");
      ip("link", "set", bridge(network), "up");
    }
    ip("addr", "add", machine() + "/24", "dev", bridge("o"));
    for (int host = 0; host < hosts; host++) {
      ip("netns", "add", space(host));
      inside(host, "ip", "link", "set", "lo", "up");
      card(host, "o", outside(host));
      card(host, "m", inside(host));
    }
  }

  private void card(int host, String network, String address) {
    ip(
        "link",
        "add",
        cable(host, network),
        "type",
        "veth",
        "peer",
        "name",
        network + "0",
        "netns",
        space(host));
    ip("link", "set", cable(host, network), "master", bridge(network));
    ip("link", "set", cable(host, network), "up");
    inside(host, "ip", "addr", "add", address + "/24", "dev", network + "0");
    inside(host, "ip", "link", "set", network + "0", "up");
  }

  /** Words that have a command run on the host. */
  public List<String> on(int host) {
    return List.of("ip", "netns", "exec", space(host));
  }

  /** This machine's address for the hosts. */
  public String machine() {
    return "10.199.%d.1".formatted(number);
  }

  /** The host's address for this machine. */
  public String outside(int host) {
    return "10.199.%d.%d".formatted(number, 11 + host);
  }

  /** The host's address for the other hosts. */
  public String inside(int host) {
    return "10.198.%d.%d".formatted(number, 11 + host);
  }

  /** Cuts the host off from the other hosts, both ways; the outside stays. */
  public void cut(int host) {
    ip("link", "set", cable(host, "m"), "down");
  }

  /** The host still reaches the others, and nothing that they send reaches it. */
  public void deafen(int host) {
    for (int other = 0; other < hosts; other++) {
      if (other != host) {
        inside(
            other,
            "ip",
            "neigh",
            "replace",
            inside(host),
            "lladdr",
            NOBODY,
            "nud",
            "permanent",
            "dev",
            "m0");
      }
    }
  }

  /** Undoes every cut. */
  public void heal() {
    for (int host = 0; host < hosts; host++) {
      ip("link", "set", cable(host, "m"), "up");
      inside(host, "ip", "neigh", "flush", "dev", "m0", "nud", "permanent");
    }
  }

  @Override
  public void close() {
    for (int host = 0; host < hosts; host++) {
      attempt(List.of("ip", "netns", "del", space(host)));
    }
    attempt(List.of("ip", "link", "del", bridge("o")));
    attempt(List.of("ip", "link", "del", bridge("m")));
  }

  private String bridge(String network) {
    return name + network;
  }

  private String cable(int host, String network) {
    return name + network + host;
  }

  private String space(int host) {
    return name + "-" + host;
  }

  private void inside(int host, String... command) {
    List<String> all = new ArrayList<>(on(host));
    all.addAll(List.of(command));
    run(all);
  }

  private static void ip(String... arguments) {
    List<String> all = new ArrayList<>(List.of("ip"));
    all.addAll(List.of(arguments));
    run(all);
  }

  private static void run(List<String> command) {
    String said = attempt(command);
    if (!said.isEmpty()) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said);
    }
  }

  /** What went wrong, empty if nothing did. */
  private static String attempt(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        return "does not end";
      }
      return process.exitValue() == 0 ? "" : said + " (exit code " + process.exitValue() + ")";
    } catch (IOException absent) {
      return String.valueOf(new UncheckedIOException(absent).getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

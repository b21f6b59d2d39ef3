package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** VPSie's own Kubernetes clusters and their node groups. */
public final class Clusters {
  private final List<Cluster> clusters = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private int named;
  private int grouped;

  /**
   * A cluster that VPSie runs.
   *
   * @param managers how many control-plane machines it has; they are no servers of the account
   */
  public record Cluster(
      int id,
      String identifier,
      String owner,
      String name,
      Datacenter datacenter,
      int managers,
      Instant createdAt) {}

  /**
   * Nodes of one size.
   *
   * @param size the number of a plan
   */
  public record Group(int id, String identifier, int cluster, String name, int size, Instant at) {}

  /** Opens a cluster for the account. */
  public synchronized Cluster open(
      String owner, String name, Datacenter datacenter, int managers, Instant now) {
    int id = 501 + clusters.size();
    Cluster cluster =
        new Cluster(id, identifier("cluster " + id), owner, name, datacenter, managers, now);
    clusters.add(cluster);
    return cluster;
  }

  synchronized List<Cluster> of(String owner) {
    return clusters.stream().filter(cluster -> cluster.owner().equals(owner)).toList();
  }

  Optional<Cluster> find(String owner, String identifier) {
    return of(owner).stream()
        .filter(cluster -> cluster.identifier().equals(identifier))
        .findFirst();
  }

  public synchronized List<Group> groups(Cluster cluster) {
    return groups.stream().filter(group -> group.cluster() == cluster.id()).toList();
  }

  Optional<Group> group(Cluster cluster, String reference) {
    return groups(cluster).stream()
        .filter(
            group ->
                Integer.toString(group.id()).equals(reference)
                    || group.identifier().equals(reference))
        .findFirst();
  }

  synchronized Group add(Cluster cluster, String name, int size, Instant now) {
    int id = 701 + grouped++;
    Group group = new Group(id, identifier("group " + id), cluster.id(), name, size, now);
    groups.add(group);
    return group;
  }

  synchronized void remove(Group group) {
    groups.remove(group);
  }

  /** A name that no node had before. */
  synchronized String nodeName(Cluster cluster, String group) {
    return (cluster.name() + "-" + group + "-" + ++named).toLowerCase(Locale.ROOT);
  }

  private static String identifier(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)).toString();
  }
}

package io.drover.doubles.vpsie;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants a server to be.
 *
 * @param seat the place in VPSie's own Kubernetes that the server takes, if any
 */
public record Order(
    String hostname,
    String name,
    String image,
    String project,
    List<String> tags,
    String notes,
    String userData,
    @Nullable Seat seat) {

  /** A node group of a cluster; group 0 = none. */
  public record Seat(int cluster, int group) {}

  public Order {
    tags = List.copyOf(tags);
  }

  Order tagged(List<String> others) {
    return new Order(hostname, name, image, project, others, notes, userData, seat);
  }
}

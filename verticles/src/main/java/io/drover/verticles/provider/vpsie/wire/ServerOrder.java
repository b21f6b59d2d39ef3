package io.drover.verticles.provider.vpsie.wire;

import java.util.List;
import java.util.Optional;

/** The server that is to be made. */
public record ServerOrder(
    String name, String plan, String datacenter, List<String> tags, Extras extras) {
  public ServerOrder {
    tags = List.copyOf(tags);
  }

  /** What a group's settings say of its servers; {@code GroupSettings} documents each. */
  public record Extras(
      String osImage,
      Optional<String> project,
      Optional<String> cluster,
      List<String> sshKeys,
      Optional<String> notes,
      Optional<Boolean> publicIpv4,
      Optional<String> userData) {
    public Extras {
      sshKeys = List.copyOf(sshKeys);
    }

    /** The user data may hold what lets a machine join, which is a secret. */
    @Override
    public String toString() {
      return "image " + osImage;
    }
  }
}

package io.drover.verticles.provider.vpsie.wire;

import java.util.List;

/**
 * Where VPSie sells.
 *
 * @param id as it is named in orders
 * @param names under which people may name it besides
 * @param open whether it takes new servers
 */
public record Datacenter(String id, List<String> names, boolean open) {
  public Datacenter {
    names = List.copyOf(names);
  }

  public boolean isCalled(String word) {
    return id.equals(word) || names.contains(word);
  }
}

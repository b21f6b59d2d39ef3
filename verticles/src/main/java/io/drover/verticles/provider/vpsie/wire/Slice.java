package io.drover.verticles.provider.vpsie.wire;

import java.util.List;
import java.util.OptionalInt;

/**
 * A page of a list.
 *
 * @param total items of the whole list, as VPSie counts them
 * @param next where the next page begins, empty after the last
 */
public record Slice<T>(List<T> items, long total, OptionalInt next) {
  public Slice {
    items = List.copyOf(items);
  }
}

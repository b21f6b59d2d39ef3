package io.drover.verticles.provider.shapes;

import java.util.List;

/** A page of a list; an empty continuation ends it. */
public record Page<T>(List<T> items, String continuation) {
  public Page {
    items = List.copyOf(items);
  }

  /** A list that comes at once. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, "");
  }
}

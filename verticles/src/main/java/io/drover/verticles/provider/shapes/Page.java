package io.drover.verticles.provider.shapes;

import java.util.List;

/** A page of a list; an empty continuation ends it. */
public record Page<T>(List<T> items, String continuation) {
  private static final String FROM = "from:";

  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page of a list that the far end only gives whole.
   *
   * @param continuation empty, or that of the page before
   * @param size most items
   * @throws IllegalArgumentException when the continuation is none of ours
   */
  public static <T> Page<T> slice(List<T> all, String continuation, int size) {
    int begin = continuation.isEmpty() ? 0 : begin(continuation);
    int end = Math.min(all.size(), begin + size);
    return new Page<>(all.subList(Math.min(begin, end), end), end < all.size() ? FROM + end : "");
  }

  /** Whether the continuation is one of {@link #slice}. */
  public static boolean slices(String continuation) {
    return continuation.startsWith(FROM);
  }

  private static int begin(String continuation) {
    if (!slices(continuation)) {
      throw new IllegalArgumentException("'" + continuation + "' continues no list of ours");
    }
    return Integer.parseInt(continuation.substring(FROM.length()));
  }
}

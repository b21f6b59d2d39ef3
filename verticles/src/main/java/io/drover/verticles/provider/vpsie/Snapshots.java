package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.shapes.Page;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Lists that were read whole and are given out page by page; the last few are kept for that. */
final class Snapshots<T> {
  private static final int KEPT = 16;
  private static final char AFTER_NUMBER = '/';

  private final int pageSize;
  private final Map<String, List<T>> kept = new LinkedHashMap<>();
  private long last;

  Snapshots(int pageSize) {
    this.pageSize = pageSize;
  }

  /**
   * A page of a new list, or the next one of a list that was begun.
   *
   * @param read makes a new one
   */
  Future<Page<T>> page(String continuation, Supplier<Future<List<T>>> read) {
    if (continuation.isEmpty()) {
      return read.get().map(this::first);
    }
    int end = Math.max(0, continuation.indexOf(AFTER_NUMBER));
    String number = continuation.substring(0, end);
    List<T> all = kept.get(number);
    return all == null
        ? FarEndFailed.future(
            new ProviderFailure.Unreachable(
                "this list is not kept any more; it has to be begun anew", false))
        : Future.succeededFuture(page(number, all, continuation.substring(end + 1)));
  }

  private Page<T> first(List<T> all) {
    last++;
    String number = Long.toString(last);
    Page<T> first = page(number, all, "");
    if (!first.continuation().isEmpty()) {
      kept.put(number, all);
      if (kept.size() > KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    return first;
  }

  private Page<T> page(String number, List<T> all, String from) {
    Page<T> page = Page.slice(all, from, pageSize);
    return page.continuation().isEmpty()
        ? page
        : new Page<>(page.items(), number + AFTER_NUMBER + page.continuation());
  }
}

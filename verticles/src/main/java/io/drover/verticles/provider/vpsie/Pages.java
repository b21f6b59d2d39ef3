package io.drover.verticles.provider.vpsie;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.vpsie.pipeline.Call;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.wire.Slice;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Reads a list of VPSie's to its end. What is not whole is a failure, never a shorter list. */
final class Pages<T> {
  private static final int MOST_PAGES = 1_000;
  private static final int MOST_TRIES = 3;

  private final Pipeline pipeline;
  private final int begin;
  private final IntFunction<Call> call;
  private final BiFunction<JsonNode, Integer, Slice<T>> reading;
  private final Function<T, String> identity;

  /**
   * A list.
   *
   * @param begin where its first page begins
   * @param identity what no two items have in common
   */
  Pages(
      Pipeline pipeline,
      int begin,
      IntFunction<Call> call,
      BiFunction<JsonNode, Integer, Slice<T>> reading,
      Function<T, String> identity) {
    this.pipeline = pipeline;
    this.begin = begin;
    this.call = call;
    this.reading = reading;
    this.identity = identity;
  }

  /** Everything, and over how many pages it went. */
  record Whole<T>(List<T> items, int pages) {}

  Future<Whole<T>> all() {
    return read(1);
  }

  /** Items that come or go meanwhile move others from page to page: then it is read anew. */
  private Future<Whole<T>> read(int number) {
    return page(begin, new ArrayList<>(), 1, -1)
        .compose(
            whole -> {
              if (whole.pages() > 0) {
                return Future.succeededFuture(whole);
              }
              return number < MOST_TRIES ? read(number + 1) : changing();
            });
  }

  private Future<Whole<T>> changing() {
    return FarEndFailed.future(
        new ProviderFailure.Unreachable(
            call.apply(begin).endpoint() + ": the list changed each time while it was read",
            false));
  }

  private Future<Whole<T>> page(int from, List<T> sofar, int pages, long total) {
    return pipeline
        .send(call.apply(from), answer -> reading.apply(answer, from))
        .compose(
            slice -> {
              sofar.addAll(slice.items());
              boolean moved = total >= 0 && slice.total() != total;
              if (moved || pages > MOST_PAGES) {
                return Future.succeededFuture(new Whole<>(List.of(), 0));
              }
              return slice.next().isPresent()
                  ? page(slice.next().getAsInt(), sofar, pages + 1, slice.total())
                  : Future.succeededFuture(whole(sofar, pages, slice.total()));
            });
  }

  private Whole<T> whole(List<T> items, int pages, long total) {
    Set<String> different = new HashSet<>();
    boolean doubled = !items.stream().map(identity).allMatch(different::add);
    return doubled || items.size() != total
        ? new Whole<>(List.of(), 0)
        : new Whole<>(List.copyOf(items), pages);
  }
}

package io.drover.verticles.provider.vpsie.pipeline;

import io.drover.verticles.http.Http;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** A server that answers what a test says; without a word of the test it keeps silent. */
final class ScriptedHttp implements Http {
  final List<Request> requests = new ArrayList<>();
  final Deque<Promise<Outcome>> silent = new ArrayDeque<>();
  private final Deque<Outcome> next = new ArrayDeque<>();

  static Outcome json(int status, String body) {
    return new Outcome.Answered(status, Map.of(), body);
  }

  ScriptedHttp then(Outcome... outcomes) {
    next.addAll(List.of(outcomes));
    return this;
  }

  @Override
  public Future<Outcome> send(Request request) {
    requests.add(request);
    Outcome outcome = next.pollFirst();
    if (outcome != null) {
      return Future.succeededFuture(outcome);
    }
    Promise<Outcome> later = Promise.promise();
    silent.addLast(later);
    return later.future();
  }

  List<String> paths() {
    return requests.stream().map(request -> request.uri().getPath()).toList();
  }
}

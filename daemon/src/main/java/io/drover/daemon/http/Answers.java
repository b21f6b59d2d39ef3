package io.drover.daemon.http;

import io.drover.rules.explain.DecisionRecord;
import io.drover.rules.explain.Explained;
import io.drover.rules.explain.Explainer;
import io.drover.verticles.bus.DeskQuestion;
import io.drover.verticles.time.Offload;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What this member can say of a cluster by itself. */
final class Answers {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final String member;
  private final Hearing hearing;
  private final Offload offload;

  Answers(String member, Hearing hearing, Offload offload) {
    this.member = member;
    this.hearing = hearing;
    this.offload = offload;
  }

  /** The answer; never fails. */
  Future<Reply> to(ClusterDesk cluster, DeskQuestion question) {
    Future<Reply> answer =
        switch (question.what()) {
          case "status" ->
              Future.succeededFuture(Reply.json(member, OK, Status.cluster(cluster, member)));
          case "snapshot" ->
              hearing
                  .snapshot(cluster, question.redact(), question.compress())
                  .compose(file -> offload.run(() -> taken(file)))
                  .map(bytes -> new Reply(member, OK, Buffer.buffer(bytes)));
          default ->
              hearing
                  .explain(
                      cluster,
                      Explainer.Kind.valueOf(question.what().toUpperCase(Locale.ROOT)),
                      question.name())
                  .map(this::told);
        };
    return answer.otherwise(
        failed -> Reply.error(member, UNAVAILABLE, String.valueOf(failed.getMessage())));
  }

  private Reply told(Explained explained) {
    return switch (explained) {
      case DecisionRecord record -> Reply.json(member, OK, record);
      case Explained.Unknown(String line) -> Reply.error(member, NOT_FOUND, line);
    };
  }

  private static byte[] taken(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}

package io.drover.daemon.http;

import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.DeskPage;
import io.drover.verticles.bus.DeskQuestion;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What the owner of a cluster says of it, for those who ask at another member: only the owner has
 * the plans, the reviews and the newest view. Answers go in pages that fit into a message.
 */
final class OwnersWord {
  private static final int PAGE_BYTES = 40_000;
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST_KEPT = 8;
  private static final int UNAVAILABLE = 503;

  private final Bus bus;
  private final Timers timers;
  private final String member;
  private final Map<Rooms, Future<Bus.Subscription>> answering = new HashMap<>();
  private final Map<String, Reply> kept = new HashMap<>();
  private long last;

  OwnersWord(Bus bus, Timers timers, String member) {
    this.bus = bus;
    this.timers = timers;
    this.member = member;
  }

  /** Answers for the cluster as long as this member owns it. */
  void owner(Rooms rooms, boolean owner, Function<DeskQuestion, Future<Reply>> answers) {
    if (owner) {
      answering.computeIfAbsent(
          rooms, any -> bus.answer(rooms.desk(), question -> page(question, answers)));
    } else {
      Future<Bus.Subscription> ended = answering.remove(rooms);
      if (ended != null) {
        ended.onSuccess(Bus.Subscription::end);
      }
    }
  }

  private Future<DeskPage> page(
      DeskQuestion question, Function<DeskQuestion, Future<Reply>> answers) {
    if (question.more().isEmpty()) {
      return answers.apply(question).map(reply -> page(keep(reply), reply, 0));
    }
    Reply reply = kept.get(question.more());
    return reply == null
        ? Future.failedFuture("the answer is not kept any more")
        : Future.succeededFuture(page(question.more(), reply, question.page()));
  }

  /** Only what takes more than a page is asked for again. */
  private String keep(Reply reply) {
    last++;
    String name = Long.toString(last);
    if (reply.body().length() > PAGE_BYTES && kept.size() < MOST_KEPT) {
      kept.put(name, reply);
      timers.after(KEPT, () -> kept.remove(name));
    }
    return name;
  }

  private DeskPage page(String name, Reply reply, int page) {
    int length = reply.body().length();
    int from = Math.min(page * PAGE_BYTES, length);
    byte[] part = reply.body().getBytes(from, Math.min(from + PAGE_BYTES, length));
    int pages = Math.max(1, (length + PAGE_BYTES - 1) / PAGE_BYTES);
    return new DeskPage(
        member, reply.status(), name, pages, Base64.getEncoder().encodeToString(part));
  }

  /** What the owner says; never fails: that it does not answer is an answer. */
  Future<Reply> ask(Rooms rooms, String owner, DeskQuestion question, Duration deadline) {
    Answer answer = new Answer(rooms, question, deadline);
    return bus.ask(rooms.desk(), question, deadline)
        .compose(answer::read)
        .map(first -> new Reply(first.member(), first.status(), answer.body))
        .otherwise(
            unanswered ->
                Reply.error(
                    member,
                    UNAVAILABLE,
                    "%s owns the cluster and does not answer this member: %s"
                        .formatted(owner, unanswered.getMessage())));
  }

  /** An answer while its pages come in. */
  private final class Answer {
    private final Rooms rooms;
    private final DeskQuestion question;
    private final Duration deadline;
    private final Buffer body = Buffer.buffer();
    private int read;

    Answer(Rooms rooms, DeskQuestion question, Duration deadline) {
      this.rooms = rooms;
      this.question = question;
      this.deadline = deadline;
    }

    Future<DeskPage> read(DeskPage page) {
      body.appendBytes(Base64.getDecoder().decode(page.text()));
      read++;
      return read >= page.pages()
          ? Future.succeededFuture(page)
          : bus.ask(rooms.desk(), question.page(page.more(), read), deadline).compose(this::read);
    }
  }
}

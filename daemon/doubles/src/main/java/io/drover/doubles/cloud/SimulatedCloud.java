package io.drover.doubles.cloud;

import io.drover.doubles.cloud.Reply.Answer;
import io.drover.doubles.cloud.Reply.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cloud itself: answers requests, lets scripted faults strike, and remembers. Safe to call from
 * any thread; every call is carried out alone.
 */
public final class SimulatedCloud {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;
  private static final Duration SLOW = Duration.ofSeconds(5);

  private final Object lock = new Object();
  private final Timeline timeline;
  private final CloudStore store;
  private final NoticeSender notices;
  private final CloudOptions options;
  private final InstanceBook book;
  private final MachineLife life;
  private final FaultScript faults;
  private final RateLimit limit;
  private final Fences fences;
  private Settings settings;

  public SimulatedCloud(
      Timeline timeline,
      MachineBoot boot,
      CloudStore store,
      NoticeSender notices,
      CloudOptions options) {
    this.timeline = timeline;
    this.store = store;
    this.notices = notices;
    this.options = options;
    book = new InstanceBook(store, options.forgetAfter());
    life = new MachineLife(book, store, timeline.under(lock), boot, options);
    settings = store.settings();
    faults = new FaultScript(settings.faults(), this::remember);
    limit = new RateLimit(options.callsPerSecond(), timeline.now());
    fences = new Fences(options.fenced());
  }

  /** Takes up the boots and terminations that a former process left pending. Call once. */
  public void start() {
    synchronized (lock) {
      life.resume();
    }
  }

  public Reply offerings() {
    return perform(Call.offerings(), () -> new Answer.Done(200, options.offerings()));
  }

  /** Creates an instance, or answers with the one that this key created before. */
  public Reply create(String idempotencyKey, CreateRequest request) {
    return create(idempotencyKey, request, null);
  }

  Reply create(String idempotencyKey, CreateRequest request, @Nullable Mark mark) {
    Call call = Call.create(idempotencyKey, request, mark);
    return perform(call, () -> createOnce(call, request));
  }

  public Reply get(String id) {
    synchronized (lock) {
      Instance instance = book.visible(id, timeline.now());
      return perform(
          Call.one(Operation.GET, id, instance, null),
          () -> instance == null ? unknown(id) : new Answer.Done(200, InstanceView.of(instance)));
    }
  }

  /**
   * A page of the instances that carry all the given tags, in the order of birth.
   *
   * @param limit instances per page, at most 1000; 0 = 100
   * @param token the {@code continue} of the page before, or null
   */
  public Reply list(Map<String, String> tags, int limit, @Nullable String token) {
    return perform(Call.list(tags), () -> page(tags, limit, token));
  }

  /**
   * Ends an instance. Deleting one that is already ending is fine; one that has ended is unknown.
   */
  public Reply delete(String id) {
    return delete(id, null);
  }

  Reply delete(String id, @Nullable Mark mark) {
    synchronized (lock) {
      Instance instance = book.visible(id, timeline.now());
      return perform(
          Call.one(Operation.DELETE, id, instance, mark), () -> deleteOnce(id, instance));
    }
  }

  /** Announces that the instance will be taken away, and takes it when the notice is over. */
  public Answer interrupt(String id, String kind, Duration notice) {
    synchronized (lock) {
      Instance instance = book.visible(id, timeline.now());
      if (instance == null || !instance.state().alive()) return unknown(id);
      Instant deadline = timeline.now().plus(notice);
      Instance interrupted = instance.interrupted(new Instance.Interruption(kind, deadline));
      book.write(interrupted);
      store.append(LogLine.change(timeline.now(), interrupted, "interrupted"));
      life.schedule(interrupted);
      Settings.Webhook webhook = settings.webhook();
      if (webhook != null) {
        var announcement = new NoticeSender.Notice(interrupted.providerId(), kind, deadline);
        notices.send(webhook, announcement, timeline.now());
      }
      return new Answer.Done(202, InstanceView.of(interrupted));
    }
  }

  /** Replaces the script of faults. */
  public void script(List<Fault> script) {
    synchronized (lock) {
      faults.replace(script);
    }
  }

  /** The faults still to come. */
  public List<Fault> faults() {
    synchronized (lock) {
      return faults.remaining();
    }
  }

  /** Sets where notices are posted; null = nowhere. */
  public void webhook(Settings.@Nullable Webhook webhook) {
    synchronized (lock) {
      settings = new Settings(settings.faults(), webhook);
      store.put(settings);
    }
  }

  /** The witness: what was asked and what happened, oldest first. */
  public List<LogLine> log() {
    synchronized (lock) {
      return store.log();
    }
  }

  /**
   * Notes that the instance's machine has joined its cluster, so that a restart does not boot it
   * again.
   */
  public void joined(String id) {
    synchronized (lock) {
      life.joined(id);
    }
  }

  private Answer createOnce(Call call, CreateRequest request) {
    String key = String.valueOf(call.idempotencyKey());
    Optional<Instance> before = book.underKey(key);
    if (before.isPresent()) {
      return before.get().request().equals(request)
          ? new Answer.Done(200, InstanceView.of(before.get()))
          : Reply.refused(
              422, Code.IDEMPOTENCY_MISMATCH, "the key was used with another request before");
    }
    if (options.offeringOf(request).isEmpty()) {
      return Reply.refused(400, Code.INVALID, "no such offering");
    }
    Instant now = timeline.now();
    Instance instance = book.born(key, request, fate(call, now), now);
    store.append(LogLine.change(now, instance, "created"));
    life.schedule(instance);
    return new Answer.Done(201, InstanceView.of(instance));
  }

  private Instance.Fate fate(Call call, Instant now) {
    return faults
        .atBirth(call)
        .map(
            fault ->
                fault.fault() == Fault.Kind.NEVER_JOINS
                    ? new Instance.Fate(true, null)
                    : new Instance.Fate(false, now.plus(fault.delayOr(Duration.ZERO))))
        .orElse(Instance.Fate.ORDINARY);
  }

  private Answer deleteOnce(String id, @Nullable Instance instance) {
    if (instance == null || instance.state() == InstanceState.TERMINATED) return unknown(id);
    life.terminate(id);
    Instance now = book.find(id);
    return new Answer.Done(202, InstanceView.of(now == null ? instance : now));
  }

  private Answer page(Map<String, String> tags, int asked, @Nullable String token) {
    int size = asked <= 0 ? PAGE : Math.min(asked, LARGEST_PAGE);
    long after;
    try {
      after = token == null ? 0 : Long.parseLong(token);
    } catch (NumberFormatException e) {
      return Reply.refused(400, Code.INVALID, "not a continue token of this cloud");
    }
    List<Instance> found =
        book.visible(tags, timeline.now())
            .filter(instance -> instance.serial() > after)
            .limit(size + 1L)
            .toList();
    List<Instance> shown = found.subList(0, Math.min(size, found.size()));
    String next = found.size() > size ? Long.toString(shown.getLast().serial()) : null;
    return new Answer.Done(
        200, new InstanceView.Page(shown.stream().map(InstanceView::of).toList(), next));
  }

  private static Answer unknown(String id) {
    return Reply.refused(404, Code.NOT_FOUND, "no instance " + id);
  }

  private Reply perform(Call call, Supplier<Answer> action) {
    synchronized (lock) {
      Reply reply =
          limit.admits(timeline.now())
              ? FaultStrike.on(faults.atTheDoor(call), fenced(call, action), SLOW)
              : Reply.atOnce(FaultStrike.rateLimited(Duration.ofSeconds(1)));
      store.append(Witness.of(timeline.now(), call, reply));
      return reply;
    }
  }

  private Supplier<Answer> fenced(Call call, Supplier<Answer> action) {
    return () ->
        fences.refuse(call)
            ? Reply.refused(409, Code.STALE_OWNER, "a higher claim has acted for this owner")
            : action.get();
  }

  private void remember(List<Fault> remaining) {
    settings = new Settings(remaining, settings.webhook());
    store.put(settings);
  }
}

package io.drover.doubles.cloud;

import java.time.Duration;
import java.time.Instant;

/** Moves instances through their states when their time has come, and their machines with them. */
final class MachineLife {
  private final InstanceBook book;
  private final CloudStore store;
  private final Timeline timeline;
  private final MachineBoot boot;
  private final CloudOptions options;

  /** {@code timeline} must run its actions where the book may be changed. */
  MachineLife(
      InstanceBook book,
      CloudStore store,
      Timeline timeline,
      MachineBoot boot,
      CloudOptions options) {
    this.book = book;
    this.store = store;
    this.timeline = timeline;
    this.boot = boot;
    this.options = options;
  }

  /** Takes up every instance where the process before this one left it. */
  void resume() {
    book.all().forEach(this::resume);
  }

  private void resume(Instance instance) {
    switch (instance.state()) {
      case PENDING -> schedule(instance);
      case RUNNING -> {
        schedule(instance);
        if (!instance.joined()) boot(instance);
      }
      case TERMINATING -> {
        boot.stop(machine(instance));
        at(instance.changedAt().plus(options.terminateDelay()), () -> finish(instance.id()));
      }
      case TERMINATED -> {
        Instant forgotten = instance.changedAt().plus(options.forgetAfter());
        if (timeline.now().isBefore(forgotten)) boot.stop(machine(instance));
      }
    }
  }

  /** Sets the timers of an instance that lives. */
  void schedule(Instance instance) {
    String id = instance.id();
    if (instance.state() == InstanceState.PENDING) {
      at(instance.createdAt().plus(options.bootDelay()), () -> run(id));
    }
    Instant vanishesAt = instance.fate().vanishesAt();
    if (vanishesAt != null) at(vanishesAt, () -> vanish(id));
    Instance.Interruption interruption = instance.interruption();
    if (interruption != null) at(interruption.deadline(), () -> terminate(id));
  }

  void terminate(String id) {
    Instance instance = book.find(id);
    if (instance == null || !instance.state().alive()) return;
    Instance ending = instance.in(InstanceState.TERMINATING, timeline.now());
    write(ending, "terminating");
    boot.stop(machine(ending));
    timeline.after(options.terminateDelay(), () -> finish(id));
  }

  void joined(String id) {
    Instance instance = book.find(id);
    if (instance == null || instance.joined()) return;
    write(instance.afterJoining(), "joined");
  }

  private void run(String id) {
    Instance instance = book.find(id);
    if (instance == null || instance.state() != InstanceState.PENDING) return;
    Instance running = instance.in(InstanceState.RUNNING, timeline.now());
    write(running, "running");
    boot(running);
  }

  private void boot(Instance instance) {
    if (!instance.fate().neverJoins()) boot.boot(machine(instance));
  }

  private void finish(String id) {
    Instance instance = book.find(id);
    if (instance == null || instance.state() != InstanceState.TERMINATING) return;
    write(instance.in(InstanceState.TERMINATED, timeline.now()), "terminated");
  }

  private void vanish(String id) {
    Instance instance = book.find(id);
    if (instance == null || instance.state() == InstanceState.TERMINATED) return;
    Instance vanished = instance.vanished(timeline.now());
    write(vanished, "vanished");
    boot.stop(machine(vanished));
  }

  private void write(Instance instance, String what) {
    book.write(instance);
    store.append(LogLine.change(timeline.now(), instance, what));
  }

  /**
   * The machine stays describable after its offering has left the catalogue, only without a size.
   */
  private Machine machine(Instance instance) {
    return Machine.of(
        instance,
        options
            .offeringOf(instance.request())
            .orElseGet(() -> Offering.unknown(instance.request())));
  }

  private void at(Instant instant, Runnable action) {
    Duration left = Duration.between(timeline.now(), instant);
    timeline.after(left.isNegative() ? Duration.ZERO : left, action);
  }
}

package io.drover.verticles.bus;

/**
 * What somebody at another member wants to know of a cluster, from its owner.
 *
 * @param what {@code status}, {@code snapshot}, or {@code pod}, {@code node}, {@code group}, {@code
 *     plan} to be explained
 * @param name of what is to be explained
 * @param redact whether a snapshot is without names
 * @param compress whether a snapshot is compressed
 * @param more which answer to go on with, as its first page said; empty at first
 * @param page the first is 0
 */
public record DeskQuestion(
    String what, String name, boolean redact, boolean compress, String more, int page) {
  public static DeskQuestion of(String what, String name) {
    return new DeskQuestion(what, name, false, false, "", 0);
  }

  /** The same question for a further page of its answer. */
  public DeskQuestion page(String answer, int next) {
    return new DeskQuestion(what, name, redact, compress, answer, next);
  }
}

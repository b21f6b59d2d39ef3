package io.drover.daemon.convert;

/**
 * A field that old objects of a kind may have.
 *
 * @param path dotted; {@code []} is any place in a list, {@code [KEY]} one key of a mapping whose
 *     keys are free, {@code [*]} all others
 * @param <T> what is made of the object
 */
record Field<T>(String path, Form form, Becomes<T> becomes) {

  /** Puts the value where it belongs, and says so. */
  @FunctionalInterface
  interface Becomes<T> {
    Told of(Given given, T target);
  }

  /** One that leaves nothing behind, whatever its value is. */
  static <T> Field<T> told(String path, Form form, Told told) {
    return new Field<>(path, form, (given, target) -> told);
  }
}

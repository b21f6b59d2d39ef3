package io.drover.rules.engine;

/**
 * The bounds of a policy folder and of one evaluation of it.
 *
 * @param firings of rules in one evaluation
 * @param fileBytes size of one file
 * @param files in the whole folder
 * @param form of one rule
 * @param memory that one evaluation may take
 */
public record EngineLimits(int firings, int fileBytes, int files, Form form, Memory memory) {
  public static final EngineLimits DEFAULT =
      new EngineLimits(
          200_000,
          32 * 1024,
          500,
          new Form(5, 50, 50, 16, 5),
          new Memory(200_000, 500_000, 100_000));

  /**
   * The bounds of one rule: beyond them the compiler's time, stack or method size would run out.
   *
   * @param patterns in one rule
   * @param constraints in one pattern
   * @param terms names and values in one constraint or conclusion
   * @param nesting of brackets and prefixes
   * @param conclusions in one rule
   */
  public record Form(int patterns, int constraints, int terms, int nesting, int conclusions) {}

  /**
   * The bounds of memory, counted so that they are the same on every machine.
   *
   * @param conclusions that stand at one time
   * @param pairs of facts that joins have looked at
   * @param matched facts that led to conclusions, each counted for each conclusion; told as texts
   *     they may take 400 bytes each
   */
  public record Memory(int conclusions, int pairs, int matched) {}
}

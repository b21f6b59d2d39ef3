package io.drover.rules.facts;

/**
 * The fencing token of an owner: compared by epoch, then by fence. A record that was written under
 * a higher token is never touched with a lower one.
 */
public record Token(long epoch, long fence) implements Comparable<Token> {
  public static final Token NONE = new Token(0, 0);

  @Override
  public int compareTo(Token other) {
    int byEpoch = Long.compare(epoch, other.epoch);
    return byEpoch != 0 ? byEpoch : Long.compare(fence, other.fence);
  }

  public boolean mayTouch(Token writtenUnder) {
    return compareTo(writtenUnder) >= 0;
  }
}

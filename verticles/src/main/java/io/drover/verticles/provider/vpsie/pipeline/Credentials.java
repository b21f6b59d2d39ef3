package io.drover.verticles.provider.vpsie.pipeline;

/** What an account proves itself with; its text never shows a secret. */
public sealed interface Credentials {
  /** A token that VPSie gave out once and that does not have to be renewed. */
  record Fixed(String token) implements Credentials {
    @Override
    public String toString() {
      return "a fixed token";
    }
  }

  /** They are still to be read: who asks a moment later may have them. */
  final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotYet(String why) {
      super(why, null, false, false);
    }
  }

  /** A client that logs in for tokens that expire. */
  record Client(String id, String secret) implements Credentials {
    @Override
    public String toString() {
      return "a client id and secret";
    }
  }
}

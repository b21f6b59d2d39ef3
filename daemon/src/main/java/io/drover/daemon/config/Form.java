package io.drover.daemon.config;

/** How the text of a scalar becomes a value. */
interface Form<T> {
  T read(String text) throws NotOfThisForm;

  /**
   * Says what the text is not, to follow the text itself: {@code is not a duration. Examples: 2s}.
   */
  final class NotOfThisForm extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean mayShowText;

    NotOfThisForm(String complaint) {
      this(complaint, true);
    }

    private NotOfThisForm(String complaint, boolean mayShowText) {
      super(complaint, null, false, false);
      this.mayShowText = mayShowText;
    }

    /** For a text that may hold a secret. */
    static NotOfThisForm withoutShowingIt(String complaint) {
      return new NotOfThisForm(complaint, false);
    }

    /** The complaint as a sentence about the text, which is shown as {@code shown}. */
    String about(String shown) {
      return (mayShowText ? shown + " " : "the value ") + getMessage();
    }
  }
}

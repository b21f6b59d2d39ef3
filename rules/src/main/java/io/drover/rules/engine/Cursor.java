package io.drover.rules.engine;

import java.util.List;

/** Where the reading of a rule file has come to. */
final class Cursor {
  private final List<Token> tokens;
  private final EngineLimits.Form form;
  private int at;
  private int depth;

  Cursor(List<Token> tokens, EngineLimits.Form form) {
    this.tokens = List.copyOf(tokens);
    this.form = form;
  }

  EngineLimits.Form form() {
    return form;
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The one after {@link #peek}. */
  Token ahead() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean sees(String text) {
    return peek().is(text);
  }

  boolean sees(Token.Kind kind) {
    return peek().kind() == kind;
  }

  boolean takes(String text) {
    boolean seen = sees(text);
    if (seen) {
      take();
    }
    return seen;
  }

  Token expect(String text) {
    if (!sees(text)) {
      throw wrong("needs " + text);
    }
    return take();
  }

  Token expect(Token.Kind kind, String what) {
    if (!sees(kind)) {
      throw wrong("needs " + what);
    }
    return take();
  }

  /** Says what would have been right here, and what stands here. */
  Unreadable wrong(String text) {
    return new Unreadable(peek().line(), text + " before " + peek().told());
  }

  /** Goes one bracket or prefix deeper; {@link #up} goes back. */
  void down() {
    if (++depth > form.nesting()) {
      throw new Unreadable(
          peek().line(), "is nested more than " + form.nesting() + " deep; split it into rules");
    }
  }

  void up() {
    depth--;
  }
}

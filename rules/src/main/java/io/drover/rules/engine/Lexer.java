package io.drover.rules.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a rule file into tokens; comments are left out, escapes do not exist. */
final class Lexer {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern VARIABLE = Pattern.compile("\\$[A-Za-z0-9_]+");
  private static final Pattern NUMBER =
      Pattern.compile("[0-9][A-Za-z0-9_]*(\\.[0-9][A-Za-z0-9_]*)?");
  private static final Pattern PLAIN_NUMBER =
      Pattern.compile("(0|[1-9][0-9]{0,8})(\\.[0-9]{1,9})?");
  private static final Pattern SIGN =
      Pattern.compile("==|!=|<=|>=|&&|\\|\\||[-+*/%<>!(),.;:@\\[\\]{}=?&|^~]");
  private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");
  private static final Pattern COMMENT = Pattern.compile("//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private final StringBuilder plain;
  private int at;
  private int line = 1;

  private Lexer(String source) {
    this.source = source;
    this.plain = new StringBuilder(source);
  }

  /**
   * The tokens of a file.
   *
   * @param plain the source with blanks for comments, each character at its place
   */
  record Tokens(List<Token> all, String plain) {
    Tokens {
      all = List.copyOf(all);
    }
  }

  static Tokens cut(String source) {
    Lexer lexer = new Lexer(source);
    try {
      while (lexer.at < source.length()) {
        lexer.next();
      }
    } catch (Unreadable wrong) {
      throw wrong.in(lexer.rule());
    }
    lexer.tokens.add(new Token(Token.Kind.END, "", source.length(), lexer.line));
    return new Tokens(lexer.tokens, lexer.plain.toString());
  }

  /** The rule whose name has been passed, empty if none has. */
  private String rule() {
    for (int i = 1; i < tokens.size(); i++) {
      if (tokens.get(i - 1).is("rule") && tokens.get(i).kind() == Token.Kind.TEXT) {
        return tokens.get(i).text();
      }
    }
    return "";
  }

  private void next() {
    if (skipped(SPACE) || skipped(COMMENT)) {
      return;
    }
    if (source.charAt(at) == '"') {
      text();
    } else if (!taken(Token.Kind.WORD, WORD)
        && !taken(Token.Kind.VARIABLE, VARIABLE)
        && !number()
        && !taken(Token.Kind.SIGN, SIGN)) {
      throw new Unreadable(line, notAllowed());
    }
  }

  private String notAllowed() {
    String each = source.substring(at, source.offsetByCodePoints(at, 1));
    String why =
        switch (each) {
          case "\\" -> "there are no escapes";
          case "'" -> "texts stand in double quotes";
          default -> "outside of texts and comments only plain letters, digits and signs are";
        };
    return "the character " + each + " is not allowed; " + why;
  }

  private boolean skipped(Pattern pattern) {
    Matcher found = at(pattern);
    if (!found.lookingAt()) {
      return false;
    }
    for (int i = at; i < found.end(); i++) {
      if (source.charAt(i) == '\n') {
        line++;
      } else {
        plain.setCharAt(i, ' ');
      }
    }
    at = found.end();
    return true;
  }

  private boolean taken(Token.Kind kind, Pattern pattern) {
    Matcher found = at(pattern);
    if (!found.lookingAt()) {
      return false;
    }
    tokens.add(new Token(kind, found.group(), at, line));
    at = found.end();
    return true;
  }

  private boolean number() {
    if (!taken(Token.Kind.NUMBER, NUMBER)) {
      return false;
    }
    String written = tokens.getLast().text();
    if (!PLAIN_NUMBER.matcher(written).matches()) {
      throw new Unreadable(
          line, "the number " + written + " is not allowed; numbers are written 5 or 0.25");
    }
    return true;
  }

  private void text() {
    int end = at + 1;
    while (end < source.length() && "\"\n\\".indexOf(source.charAt(end)) < 0) {
      end++;
    }
    if (end == source.length() || source.charAt(end) != '"') {
      boolean escape = end < source.length() && source.charAt(end) == '\\';
      throw new Unreadable(
          line, escape ? "escapes are not allowed in a text" : "a text ends on its line with \"");
    }
    tokens.add(new Token(Token.Kind.TEXT, source.substring(at + 1, end), at, line));
    at = end + 1;
  }

  private Matcher at(Pattern pattern) {
    return pattern.matcher(source).region(at, source.length());
  }
}

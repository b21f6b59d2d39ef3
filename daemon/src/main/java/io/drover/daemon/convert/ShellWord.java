package io.drover.daemon.convert;

import java.util.regex.Pattern;

/** A word as a shell reads it: quoted where it must be. */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./=:@-]+");

  private ShellWord() {}

  static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

package io.drover.rules.engine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The text of a policy file: UTF-8 without a byte order mark, and without characters that an editor
 * would not show. What a reader sees is what is compiled.
 */
final class SourceText {
  private SourceText() {}

  /** The text, or {@link Unreadable} with the line of the first byte that is wrong. */
  static String of(byte[] bytes, EngineLimits limits) {
    if (bytes.length > limits.fileBytes()) {
      throw new Unreadable(
          0, "the file has " + bytes.length + " bytes, at most " + limits.fileBytes());
    }
    mark(bytes);
    String text = decoded(bytes);
    for (int i = 0; i < text.length(); i++) {
      refuse(text, i);
    }
    return text;
  }

  private static void mark(byte[] bytes) {
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      throw new Unreadable(
          1, "the file begins with a byte order mark; it must be UTF-8 text without one");
    }
    if (starts(bytes, 0xFE, 0xFF) || starts(bytes, 0xFF, 0xFE)) {
      throw new Unreadable(1, "the file is UTF-16; it must be UTF-8 text");
    }
  }

  private static boolean starts(byte[] bytes, int... with) {
    for (int i = 0; i < with.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xFF) != with[i]) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw new Unreadable(lineOf(text, text.length()), "the file is not UTF-8 text");
    }
    return text;
  }

  private static void refuse(String text, int at) {
    char each = text.charAt(at);
    boolean space = each == '\n' || each == '\t' || (each == '\r' && followed(text, at));
    int type = Character.getType(each);
    boolean hidden =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR;
    if (hidden && !space) {
      throw new Unreadable(
          lineOf(text, at),
          "holds the invisible character U+%04X; only spaces, tabs and line ends are allowed"
              .formatted((int) each));
    }
  }

  private static boolean followed(String text, int at) {
    return at + 1 < text.length() && text.charAt(at + 1) == '\n';
  }

  private static int lineOf(String text, int end) {
    return 1 + (int) text.chars().limit(end).filter(each -> each == '\n').count();
  }
}

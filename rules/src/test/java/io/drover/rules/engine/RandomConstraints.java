package io.drover.rules.engine;

import java.util.List;
import java.util.Random;

/** Constraints of a {@code NodeStats} as nobody would write them, all of them allowed. */
final class RandomConstraints {
  private static final List<String> ORDER = List.of("<", "<=", ">", ">=", "==", "!=");
  private final Random random;

  RandomConstraints(long seed) {
    this.random = new Random(seed);
  }

  private String one(String... all) {
    return all[random.nextInt(all.length)];
  }

  String next() {
    return truth(3);
  }

  private String truth(int depth) {
    int kind = random.nextInt(depth > 0 ? 9 : 5);
    return switch (kind) {
      case 0, 1 -> number(2) + " " + order() + " " + number(2);
      case 2 -> duration() + " " + order() + " " + duration();
      case 3 -> text();
      case 4 -> one("protectedByOwner", "!protectedByOwner", "protectedByOwner == true");
      case 5, 6 -> truth(depth - 1) + " " + one("&&", "||") + " " + truth(depth - 1);
      case 7 -> "(" + truth(depth - 1) + ")";
      default -> "!(" + truth(depth - 1) + ")";
    };
  }

  private String order() {
    return ORDER.get(random.nextInt(ORDER.size()));
  }

  private String number(int depth) {
    int kind = random.nextInt(depth > 0 ? 6 : 3);
    return switch (kind) {
      case 0 -> one("pods", "cpuRequested", "requested", "threshold", "age.toHours");
      case 1 -> String.valueOf(random.nextInt(6));
      case 2 -> one("0.1", "0.5", "0.9", "2.0");
      case 3 -> number(depth - 1) + " " + one("+", "-", "*") + " " + number(depth - 1);
      case 4 -> "(" + number(depth - 1) + " - " + number(depth - 1) + ")";
      default -> "pods / " + one("2.0", "4.0");
    };
  }

  private String duration() {
    return one("age", "Duration.ofHours(" + random.nextInt(6) + ")", "Duration.ofMinutes(90)");
  }

  private String text() {
    return one(
        "node.value == \"n1\"",
        "node.value != \"n2\"",
        "node.value in (\"n1\", \"n3\", \"n5\")",
        "node.value not in (\"n1\", \"n3\")",
        "node.value str[startsWith] \"n1\"",
        "node.value str[endsWith] \"2\"",
        "node.value contains \"1\"",
        "node.value not contains \"1\"",
        "node.value.length > 2",
        "group.value.isEmpty");
  }
}

package io.drover.rules.engine;

/** What may stand between two sides of an expression, from the loosest to the tightest. */
enum Operator {
  OR("||"),
  AND("&&"),
  EQUAL("=="),
  UNEQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">="),
  CONTAINS("contains"),
  NOT_CONTAINS("not contains"),
  STARTS_WITH("str[startsWith]"),
  ENDS_WITH("str[endsWith]"),
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  DIVIDED("/"),
  REMAINDER("%");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  String sign() {
    return sign;
  }

  boolean joins() {
    return this == OR || this == AND;
  }

  boolean equates() {
    return this == EQUAL || this == UNEQUAL;
  }

  boolean orders() {
    return this == LESS || this == AT_MOST || this == MORE || this == AT_LEAST;
  }

  boolean ofTexts() {
    return this == CONTAINS || this == NOT_CONTAINS || this == STARTS_WITH || this == ENDS_WITH;
  }
}

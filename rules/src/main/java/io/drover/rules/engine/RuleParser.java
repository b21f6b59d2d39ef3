package io.drover.rules.engine;

import io.drover.rules.plan.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads one policy file and refuses, before anything is compiled, what a policy may not hold. */
final class RuleParser {
  private static final Pattern SENTENCE = Pattern.compile("\\p{Lu}[^ ]*( [^ ]+){2,}");
  private static final int LONGEST_NAME = 200;

  private final EngineLimits limits;
  private final Decision decision;
  private final String path;
  private final Consumer<PolicyProblem> problems;
  private int found;

  RuleParser(
      EngineLimits limits, Decision decision, String path, Consumer<PolicyProblem> problems) {
    this.limits = limits;
    this.decision = decision;
    this.path = path;
    this.problems = problems;
  }

  Optional<RuleFile> parse(byte[] bytes) {
    try {
      return understood(RuleTextParser.parse(SourceText.of(bytes, limits), limits));
    } catch (Unreadable wrong) {
      tell(wrong, wrong.rule());
      return Optional.empty();
    }
  }

  private Optional<RuleFile> understood(RuleText text) {
    String name = text.name().text();
    if (name.length() > LONGEST_NAME || !SENTENCE.matcher(name).matches()) {
      tell(
          new Unreadable(
              text.name().line(),
              "the name of a rule is a sentence about the world: a capital, three words or more, at"
                  + " most "
                  + LONGEST_NAME
                  + " letters"),
          name);
    }
    RuleCheck check = new RuleCheck(text, limits.form(), wrong -> tell(wrong, name));
    check.check(new Vocabulary(decision));
    Optional<Reason> reason = reason(text.reason(), name);
    return found > 0
        ? Optional.empty()
        : reason.map(known -> new RuleFile(path, text, check.guarded(), known));
  }

  private Optional<Reason> reason(Token named, String rule) {
    List<String> names = Arrays.stream(Reason.values()).map(Enum::name).toList();
    if (!names.contains(named.text())) {
      tell(
          new Unreadable(
              named.line(),
              "@Reason("
                  + named.text()
                  + ") is not a reason that Drover has"
                  + Nearest.hint(named.text(), names)),
          rule);
      return Optional.empty();
    }
    return Optional.of(Reason.valueOf(named.text()));
  }

  private void tell(Unreadable wrong, String rule) {
    found++;
    problems.accept(new PolicyProblem(path, wrong.line(), rule, wrong.text()));
  }
}

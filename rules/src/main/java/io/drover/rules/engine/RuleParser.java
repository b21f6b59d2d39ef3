package io.drover.rules.engine;

import io.drover.rules.plan.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** Reads one policy file and refuses, before anything is compiled, what a policy may not hold. */
final class RuleParser {
  private static final Pattern IMPORT =
      Pattern.compile("io\\.drover\\.rules\\.(facts|plan|safety)\\.[A-Za-z.*]+");
  private static final Pattern SENTENCE = Pattern.compile("\\p{Lu}\\S*( \\S+){2,}");
  private static final Pattern PARSER_LINE = Pattern.compile("\\[(\\d+),(\\d+)]");

  private final EngineLimits limits;
  private final String path;
  private final Consumer<PolicyProblem> problems;
  private int found;

  RuleParser(EngineLimits limits, String path, Consumer<PolicyProblem> problems) {
    this.limits = limits;
    this.path = path;
    this.problems = problems;
  }

  Optional<RuleFile> parse(byte[] bytes) {
    if (bytes.length > limits.fileBytes()) {
      tell(0, "", "the file has " + bytes.length + " bytes, at most " + limits.fileBytes());
      return Optional.empty();
    }
    return text(bytes).flatMap(source -> tree(source).flatMap(tree -> rule(tree, source)));
  }

  private Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException notText) {
      tell(0, "", "the file is not UTF-8 text");
      return Optional.empty();
    }
  }

  private Optional<PackageDescr> tree(String source) {
    DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
    try {
      PackageDescr tree = parser.parse(false, source);
      for (DroolsError error : parser.getErrors()) {
        tell(line(error), "", firstLine(error.getMessage()));
      }
      return parser.hasErrors() ? Optional.empty() : Optional.ofNullable(tree);
    } catch (DroolsParserException unreadable) {
      tell(0, "", firstLine(String.valueOf(unreadable.getMessage())));
      return Optional.empty();
    }
  }

  private static int line(DroolsError error) {
    int[] lines = error.getLines();
    if (lines.length > 0 && lines[0] > 0) {
      return lines[0];
    }
    Matcher position = PARSER_LINE.matcher(error.getMessage());
    return position.find() ? Integer.parseInt(position.group(1)) : 0;
  }

  private Optional<RuleFile> rule(PackageDescr tree, String source) {
    refuse(tree.getFunctions(), "functions are");
    refuse(tree.getFunctionImports(), "imports of functions are");
    refuse(tree.getAccumulateImports(), "imports of accumulate functions are");
    refuse(tree.getGlobals(), "globals are");
    refuse(tree.getTypeDeclarations(), "declared types are");
    refuse(tree.getEnumDeclarations(), "declared enums are");
    refuse(List.copyOf(tree.getEntryPointDeclarations()), "entry points are");
    refuse(List.copyOf(tree.getWindowDeclarations()), "windows are");
    attributes(tree.getAttributes(), "");
    if (tree.getName() != null && !tree.getName().isEmpty()) {
      tell(tree.getLine(), "", "a policy file has no package line");
    }
    tree.getImports().stream()
        .filter(each -> !IMPORT.matcher(each.getTarget()).matches())
        .forEach(
            each ->
                tell(
                    each.getLine(),
                    "",
                    "import of "
                        + each.getTarget()
                        + " is not allowed; only io.drover.rules.facts, plan and safety are"));
    if (tree.getRules().size() != 1) {
      tell(0, "", "a policy file has one rule, this has " + tree.getRules().size());
      return Optional.empty();
    }
    return rule(tree.getRules().getFirst(), source);
  }

  private Optional<RuleFile> rule(RuleDescr rule, String source) {
    if (!rule.isRule() || rule.hasParent()) {
      tell(rule.getLine(), rule.getName(), "queries and rules that extend others are not allowed");
    }
    if (!SENTENCE.matcher(rule.getName()).matches()) {
      tell(rule.getLine(), rule.getName(), "the name of a rule is a sentence about the world");
    }
    attributes(List.copyOf(rule.getAttributes().values()), rule.getName());
    PatternRules patterns =
        new PatternRules(limits, (line, text) -> tell(line, rule.getName(), text));
    patterns.check(rule.getLhs(), rule.getLine());
    Optional<Reason> reason = reason(rule);
    return found > 0
        ? Optional.empty()
        : reason.map(
            known ->
                new RuleFile(
                    path,
                    patterns.guarded(source),
                    rule.getName(),
                    known,
                    rule.getLine(),
                    rule.getConsequenceLine()));
  }

  private Optional<Reason> reason(RuleDescr rule) {
    AnnotationDescr annotation = rule.getAnnotation("Reason");
    if (annotation == null || !annotation.hasValue()) {
      tell(rule.getLine(), rule.getName(), "has no @Reason(NAME)");
      return Optional.empty();
    }
    String name = String.valueOf(annotation.getSingleValueStripped());
    Optional<Reason> known =
        Arrays.stream(Reason.values()).filter(reason -> reason.name().equals(name)).findFirst();
    if (known.isEmpty()) {
      tell(rule.getLine(), rule.getName(), "@Reason(" + name + ") is not a reason that Drover has");
    }
    return known;
  }

  private void attributes(List<AttributeDescr> attributes, String rule) {
    for (AttributeDescr attribute : attributes) {
      if (!(attribute.getName().equals("dialect") && attribute.getValue().equals("java"))) {
        tell(attribute.getLine(), rule, "attribute " + attribute.getName() + " is not allowed");
      }
    }
  }

  private void refuse(List<? extends BaseDescr> parts, String what) {
    parts.forEach(part -> tell(part.getLine(), "", what + " not allowed"));
  }

  private void tell(int line, String rule, String text) {
    found++;
    problems.accept(new PolicyProblem(path, Math.max(0, line), rule, text));
  }

  static String firstLine(String text) {
    List<String> lines = new ArrayList<>(text.strip().lines().limit(1).toList());
    String first = lines.isEmpty() ? "" : lines.getFirst();
    return first.length() > 300 ? first.substring(0, 300) + " …" : first;
  }
}

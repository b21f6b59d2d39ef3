package io.drover.rules.engine;

import io.drover.rules.plan.Reason;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.KieBuilderImpl;
import org.drools.compiler.kie.builder.impl.MemoryKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.definition.rule.Rule;

/** Turns the rule files of one decision into a rule base, or into problems with file and line. */
final class RuleCompiler {
  private static final String SOURCES = "src/main/resources/";

  /** Drools keeps modules in one place per process, by a name that must not come twice. */
  private static final AtomicLong MODULES = new AtomicLong();

  private final KieServices services = KieServices.get();
  private final Decision decision;
  private final String ownPackage;
  private final CompiledRules kept;

  RuleCompiler(Decision decision, CompiledRules kept) {
    this.decision = decision;
    this.kept = kept;
    this.ownPackage = RulesParent.PACKAGE + "." + decision.folder().replace("-", "");
  }

  /** The rule base; empty, with at least one problem told, if a file is wrong. */
  RuleBase compile(List<RuleFile> files, List<PolicyProblem> problems) {
    Map<String, Reason> reasons = new HashMap<>();
    files.forEach(file -> reasons.put(file.rule(), file.reason()));
    KieBase base = files.isEmpty() ? null : build(files, problems);
    return new RuleBase(decision, base, reasons);
  }

  private @Nullable KieBase build(List<RuleFile> files, List<PolicyProblem> problems) {
    ReleaseId id =
        services.newReleaseId(
            "io.drover.policies", decision.folder(), "1." + MODULES.incrementAndGet());
    String key = key(files);
    try {
      KieBase before = kept.find(key).map(rules -> found(id, rules, files)).orElse(null);
      if (before != null) {
        return before;
      }
      KieBuilder builder = generate(id, files);
      List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
      if (!errors.isEmpty()) {
        problems.addAll(attribute(files, errors));
        return null;
      }
      CanonicalKieModule module = (CanonicalKieModule) builder.getKieModule();
      byte[] compiled = files(module).writeAsBytes();
      Set<String> refused = secure(module);
      if (!refused.isEmpty()) {
        problems.addAll(attributeRefused(files, refused));
        return null;
      }
      KieBase base = services.newKieContainer(id, RulesParent.LOADER).getKieBase();
      kept.keep(key, compiled);
      return base;
    } catch (RuntimeException | LinkageError | StackOverflowError cannot) {
      problems.add(
          new PolicyProblem(
              decision.folder(), 0, "", "cannot be compiled: " + FirstLine.of(cannot.toString())));
      return null;
    } finally {
      services.getRepository().removeKieModule(id);
    }
  }

  /** What the rules were compiled from, in hex digits. */
  private String key(List<RuleFile> files) {
    MessageDigest digest = Digests.sha256();
    digest.update(ownPackage.getBytes(StandardCharsets.UTF_8));
    for (RuleFile file : files) {
      byte[] source = file.source().getBytes(StandardCharsets.UTF_8);
      digest.update(("\n" + source.length + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(source);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Null where what was kept is of no use: then it is compiled anew. A rule that is missing would
   * not be missed: it would only say nothing.
   */
  private @Nullable KieBase found(ReleaseId id, byte[] rules, List<RuleFile> wanted) {
    try {
      KieModuleModel model = services.newKieModuleModel();
      KieBuilderImpl.setDefaultsforEmptyKieModule(model);
      MemoryFileSystem files = MemoryFileSystem.readFromJar(rules);
      CanonicalKieModule module = new CanonicalKieModule(new MemoryKieModule(id, model, files));
      if (!secure(module).isEmpty()) {
        return null;
      }
      services.getRepository().addKieModule(module);
      KieBase base = services.newKieContainer(id, RulesParent.LOADER).getKieBase();
      if (names(base).equals(wanted.stream().map(RuleFile::rule).collect(Collectors.toSet()))) {
        return base;
      }
      services.getRepository().removeKieModule(id);
      return null;
    } catch (RuntimeException | LinkageError | StackOverflowError damaged) {
      services.getRepository().removeKieModule(id);
      return null;
    }
  }

  private static Set<String> names(KieBase base) {
    return base.getKiePackages().stream()
        .flatMap(each -> each.getRules().stream())
        .map(Rule::getName)
        .collect(Collectors.toSet());
  }

  private static MemoryFileSystem files(CanonicalKieModule module) {
    return ((MemoryKieModule) module.getInternalKieModule()).getMemoryFileSystem();
  }

  private KieBuilder generate(ReleaseId id, List<RuleFile> files) {
    KieFileSystem system = services.newKieFileSystem();
    system.generateAndWritePomXML(id);
    for (int i = 0; i < files.size(); i++) {
      // On the first line, so that the lines of the file stay what they are.
      String source = "package " + ownPackage + "; " + files.get(i).source();
      system.write(SOURCES + ownPackage.replace('.', '/') + "/r" + i + ".drl", source);
    }
    return services
        .newKieBuilder(system, RulesParent.LOADER)
        .buildAll(ExecutableModelProject.class);
  }

  /** Checks every class against the allow-list and weaves the budget in. */
  private Set<String> secure(CanonicalKieModule module) {
    MemoryFileSystem classes = files(module);
    AllowList allowed = new AllowList(ownPackage, decision);
    Set<String> refused = new TreeSet<>();
    for (String name : List.copyOf(module.getFileNames())) {
      if (name.endsWith(".class")) {
        ClassModel model = ClassFile.of().parse(module.getBytes(name));
        refused.addAll(allowed.refused(model));
        classes.write(name, BudgetWeaving.weave(model), true);
      }
    }
    return refused;
  }

  /** Compiles each file by itself to learn which one is wrong; Drools does not always say. */
  private List<PolicyProblem> attribute(List<RuleFile> files, List<Message> together) {
    List<PolicyProblem> problems = new ArrayList<>();
    for (RuleFile file : files) {
      List<Message> own = files.size() == 1 ? together : errorsOf(file);
      own.stream().map(message -> told(file, message)).distinct().forEach(problems::add);
    }
    if (problems.isEmpty()) {
      together.forEach(
          message ->
              problems.add(
                  new PolicyProblem(decision.folder(), 0, "", FirstLine.of(message.getText()))));
    }
    return problems;
  }

  private List<Message> errorsOf(RuleFile file) {
    ReleaseId id =
        services.newReleaseId("io.drover.policies", "single", "1." + MODULES.incrementAndGet());
    try {
      return generate(id, List.of(file)).getResults().getMessages(Message.Level.ERROR);
    } finally {
      services.getRepository().removeKieModule(id);
    }
  }

  private static PolicyProblem told(RuleFile file, Message message) {
    String text = FirstLine.of(message.getText());
    int line = message.getLine();
    if (String.valueOf(message.getPath()).endsWith(".java")) {
      line = file.bodyLine();
    } else if (line <= 0) {
      line = lineOf(file, text);
    }
    return file.problem(line, text);
  }

  /** The line that holds the expression which the message ends with, else that of the rule. */
  private static int lineOf(RuleFile file, String text) {
    String expression = text.substring(text.lastIndexOf(": ") + 1).strip();
    List<String> lines = file.source().lines().toList();
    for (int i = 0; i < lines.size() && !expression.isEmpty(); i++) {
      if (lines.get(i).contains(expression)) {
        return i + 1;
      }
    }
    return file.line();
  }

  private List<PolicyProblem> attributeRefused(List<RuleFile> files, Set<String> together) {
    Map<RuleFile, Set<String>> byFile = new HashMap<>();
    for (RuleFile file : files) {
      byFile.put(file, files.size() == 1 ? together : refusedIn(file));
    }
    TreeMap<String, PolicyProblem> problems = new TreeMap<>();
    byFile.forEach(
        (file, refused) -> {
          for (String each : refused) {
            PolicyProblem problem =
                file.problem(file.bodyLine(), "uses " + each + ", which a policy may not");
            problems.put(problem.toString(), problem);
          }
        });
    return List.copyOf(problems.values());
  }

  private Set<String> refusedIn(RuleFile file) {
    ReleaseId id =
        services.newReleaseId("io.drover.policies", "single", "1." + MODULES.incrementAndGet());
    try {
      return secure((CanonicalKieModule) generate(id, List.of(file)).getKieModule());
    } finally {
      services.getRepository().removeKieModule(id);
    }
  }
}

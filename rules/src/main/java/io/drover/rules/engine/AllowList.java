package io.drover.rules.engine;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What compiled rules may refer to, member by member. Everything that Java code can do shows as a
 * reference in the constant pool, so what is not listed cannot be done.
 */
final class AllowList {
  /** Types whose public members are all harmless: facts, conclusions, the rule model itself. */
  private static final List<String> TYPES =
      List.of("io/drover/rules/facts/", "io/drover/rules/plan/", "io/drover/rules/safety/");

  private static final List<String> MODEL =
      List.of("org/drools/model/", "org/drools/modelcompiler/");

  /** Of the model, what would hand rule code the engine, a regex without end or other classes. */
  private static final Set<String> MODEL_REFUSED =
      Set.of(
          "org/drools/model/Drools",
          "org/drools/model/DroolsEntryPoint",
          "org/drools/model/Channel",
          "org/drools/model/operators/MatchesOperator",
          "org/drools/modelcompiler/facttemplate/");

  private static final Map<String, Set<String>> MEMBERS =
      Map.ofEntries(
          Map.entry("org/drools/core/rule/consequence/KnowledgeHelper", Set.of("insertLogical")),
          Map.entry("org/drools/model/Drools", Set.of()),
          Map.entry("io/drover/rules/engine/Deadline", Set.of("goesOn")),
          Map.entry("org/drools/util/DateUtils", Set.of("getDateFormatMask")),
          Map.entry("java/lang/Object", Set.of("<init>", "equals", "hashCode", "toString")),
          Map.entry(
              "java/lang/String",
              Set.of(
                  "equals",
                  "hashCode",
                  "compareTo",
                  "length",
                  "isEmpty",
                  "isBlank",
                  "startsWith",
                  "endsWith",
                  "contains",
                  "equalsIgnoreCase",
                  "valueOf",
                  "toString")),
          Map.entry(
              "java/lang/Boolean", Set.of("TYPE", "valueOf", "booleanValue", "TRUE", "FALSE")),
          Map.entry(
              "java/lang/Integer", Set.of("valueOf", "intValue", "compare", "compareTo", "TYPE")),
          Map.entry(
              "java/lang/Long", Set.of("TYPE", "valueOf", "longValue", "compare", "compareTo")),
          Map.entry(
              "java/lang/Double", Set.of("TYPE", "valueOf", "doubleValue", "compare", "compareTo")),
          Map.entry(
              "java/lang/Enum",
              Set.of("<init>", "valueOf", "equals", "name", "ordinal", "compareTo")),
          Map.entry("java/lang/System", Set.of("arraycopy")),
          Map.entry("java/lang/RuntimeException", Set.of("<init>")),
          Map.entry("java/lang/IllegalArgumentException", Set.of("<init>")),
          Map.entry("java/lang/Math", Set.of("max", "min", "abs")),
          Map.entry("java/lang/Record", Set.of("equals", "hashCode")),
          Map.entry("java/lang/invoke/LambdaMetafactory", Set.of("metafactory", "altMetafactory")),
          Map.entry("java/lang/invoke/StringConcatFactory", Set.of("makeConcatWithConstants")),
          Map.entry(
              "java/lang/invoke/SerializedLambda",
              Set.of(
                  "getImplMethodName",
                  "getImplMethodKind",
                  "getFunctionalInterfaceClass",
                  "getFunctionalInterfaceMethodName",
                  "getFunctionalInterfaceMethodSignature",
                  "getImplClass",
                  "getImplMethodSignature",
                  "getCapturedArg")),
          Map.entry(
              "java/time/Duration",
              Set.of(
                  "compareTo",
                  "equals",
                  "ofDays",
                  "ofHours",
                  "ofMinutes",
                  "ofSeconds",
                  "toDays",
                  "toHours",
                  "toMinutes",
                  "toSeconds",
                  "parse",
                  "ZERO")),
          Map.entry(
              "java/time/format/DateTimeFormatterBuilder",
              Set.of("<init>", "appendPattern", "parseCaseInsensitive", "toFormatter")),
          Map.entry("java/util/Locale", Set.of("ENGLISH")),
          Map.entry("java/time/Instant", Set.of("compareTo", "equals", "isBefore", "isAfter")),
          Map.entry("java/util/List", Set.of("add", "contains", "isEmpty", "size", "get", "of")),
          Map.entry("java/util/Collection", Set.of("contains", "isEmpty", "size")),
          Map.entry("java/util/ArrayList", Set.of("<init>", "add")),
          Map.entry("java/util/Collections", Set.of("unmodifiableList", "emptyList")),
          Map.entry("java/util/Arrays", Set.of("asList")),
          Map.entry("java/util/Set", Set.of("contains", "isEmpty", "size")),
          Map.entry("java/util/Map", Set.of("containsKey", "get", "isEmpty", "size")));

  /** Named without a member of their own: in signatures, casts and attributes. */
  private static final Set<String> NAMED_ONLY =
      Set.of(
          "java/lang/invoke/MethodHandles$Lookup",
          "java/lang/invoke/MethodHandles",
          "java/lang/Exception",
          "java/lang/Comparable",
          "java/lang/Number",
          "java/lang/CharSequence",
          "java/io/Serializable");

  /** Of every object, and never for a rule. */
  private static final Set<String> NEVER =
      Set.of("getClass", "wait", "notify", "notifyAll", "clone", "finalize");

  /** What Drools generates from the description of the module, without a word of a rule. */
  private static final String MODULE = "org/drools/project/model/ProjectModel";

  private final String ownPackage;
  private final Set<String> conclusions = new TreeSet<>();

  AllowList(String ownPackage, Decision decision) {
    this.ownPackage = ownPackage.replace('.', '/') + "/";
    decision.concluded().forEach(type -> conclusions.add(type.getName().replace('.', '/')));
  }

  /** What the class refers to and may not; empty if all is well. */
  Set<String> refused(ClassModel model) {
    Set<String> refused = new TreeSet<>();
    if (model.thisClass().asInternalName().startsWith(MODULE)) {
      return refused;
    }
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof MemberRefEntry member) {
        String owner = element(member.owner().asInternalName());
        if (!allowed(owner, member.name().stringValue())) {
          refused.add(told(owner) + "." + member.name().stringValue());
        }
      } else if (entry instanceof ClassEntry named) {
        String owner = element(named.asInternalName());
        if (!named(owner)) {
          refused.add(told(owner));
        }
      }
    }
    model.methods().stream()
        .flatMap(method -> method.code().stream())
        .forEach(code -> refused.addAll(refused(code)));
    return refused;
  }

  /** What a class can do without a reference: catch what stops it, and take all memory at once. */
  private static Set<String> refused(CodeModel code) {
    Set<String> refused = new TreeSet<>();
    if (!code.exceptionHandlers().isEmpty()) {
      refused.add("try and catch");
    }
    for (CodeElement element : code) {
      if (element instanceof NewPrimitiveArrayInstruction
          || element instanceof NewMultiArrayInstruction) {
        refused.add("arrays of numbers");
      }
    }
    return refused;
  }

  private boolean allowed(String owner, String member) {
    if (NEVER.contains(member)) {
      return false;
    }
    Set<String> listed = MEMBERS.get(owner);
    if (listed != null) {
      return listed.contains(member);
    }
    if (TYPES.stream().anyMatch(owner::startsWith)) {
      return !member.equals("<init>") || conclusions.contains(owner);
    }
    return owner.startsWith(ownPackage) || ofModel(owner);
  }

  private boolean named(String owner) {
    return owner.length() == 1
        || MEMBERS.containsKey(owner)
        || NAMED_ONLY.contains(owner)
        || owner.startsWith(ownPackage)
        || TYPES.stream().anyMatch(owner::startsWith)
        || ofModel(owner);
  }

  private static boolean ofModel(String owner) {
    return MODEL.stream().anyMatch(owner::startsWith)
        && MODEL_REFUSED.stream().noneMatch(owner::startsWith);
  }

  /** The element type of an array's descriptor, or the name itself. */
  private static String element(String name) {
    int dimensions = name.lastIndexOf('[') + 1;
    boolean objects = dimensions > 0 && name.endsWith(";");
    return objects ? name.substring(dimensions + 1, name.length() - 1) : name.substring(dimensions);
  }

  private static String told(String owner) {
    return owner.replace('/', '.');
  }
}

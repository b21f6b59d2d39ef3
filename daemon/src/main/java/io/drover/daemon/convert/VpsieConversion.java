package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** Turns what the VPSie autoscaler was told into what Drover is told. */
public final class VpsieConversion {
  private static final String GROUP = "autoscaler.vpsie.com/";
  private static final String VERSION = GROUP + "v1alpha1";

  private final FragmentDraft fragment;
  private final OldDaemon daemon;
  private final List<ReportLine> lines = new ArrayList<>();
  private final List<String> open = new ArrayList<>();
  private final Map<String, GroupDraft> groups = new LinkedHashMap<>();
  private final List<ServerDraft> servers = new ArrayList<>();
  private final Set<String> namespaces = new TreeSet<>();
  private boolean sawSecret;

  private VpsieConversion(ConversionOptions options) {
    this.fragment = new FragmentDraft(options);
    this.daemon = new OldDaemon(fragment);
  }

  /**
   * Converts.
   *
   * @param files YAML by file name, as {@code kubectl get -o yaml} writes it
   * @param flags the old daemon's command line; empty where it is not said
   * @throws Unconvertible at the first thing that makes no sense
   */
  public static Converted of(Map<String, String> files, String flags, ConversionOptions options) {
    List<OldObject> objects = new ArrayList<>();
    files.forEach((file, text) -> objects.addAll(OldDocuments.read(file, text)));
    VpsieConversion conversion = new VpsieConversion(options);
    conversion.commandLines(objects, flags);
    objects.stream().filter(one -> one.kind().equals("Secret")).forEach(conversion::secret);
    objects.forEach(conversion::object);
    return conversion.finish(files.keySet());
  }

  private void commandLines(List<OldObject> objects, String flags) {
    List<OldObject> all = new ArrayList<>();
    if (!flags.isBlank()) {
      all.add(OldDaemon.commandLine("--flags", OldFlags.words(flags)));
    }
    for (OldObject object : objects) {
      List<String> words = DeploymentReading.words(object);
      if (object.kind().equals("Deployment") && theOldDaemons(object)) {
        daemon.deployment = object.name();
        daemon.namespace = object.namespace().isEmpty() ? daemon.namespace : object.namespace();
        all.add(OldDaemon.commandLine(object.source() + ", " + object.title(), words));
        lines.addAll(DeploymentReading.lines(object));
      }
    }
    all.forEach(daemon::findSecret);
    Walk<OldDaemon> walk = new Walk<>(FlagFields.all());
    all.forEach(one -> lines.addAll(walk.through(one, daemon)));
  }

  private static boolean theOldDaemons(OldObject deployment) {
    return DeploymentReading.words(deployment).stream().anyMatch(it -> it.contains("vpsie"))
        || deployment.name().contains("vpsie");
  }

  private void secret(OldObject secret) {
    boolean ours =
        secret.name().equals(fragment.secretName)
            && (secret.namespace().isEmpty()
                || secret.namespace().equals(fragment.secretNamespace));
    if (!ours) {
      return;
    }
    sawSecret = true;
    for (String section : List.of("data", "stringData")) {
      if (secret.at(section) instanceof Map<?, ?> keys) {
        keys.keySet().forEach(key -> fragment.secretKeys.add(key.toString()));
      }
    }
    lines.addAll(new Walk<>(SecretFields.all()).through(secret, fragment));
  }

  private void object(OldObject object) {
    String version = object.text("apiVersion");
    boolean old = version.isEmpty() || version.startsWith(GROUP);
    boolean handled = object.kind().equals("Secret") && isTold(object);
    if (handled || (object.kind().equals("Deployment") && theOldDaemons(object))) {
      return;
    }
    if (version.startsWith(GROUP) && !version.equals(VERSION)) {
      throw object.wrong("apiVersion", version, "allowed is " + VERSION);
    }
    switch (old ? object.kind() : "") {
      case "NodeGroup" -> group(object);
      case "VPSieNode" -> server(object);
      case "AutoscalerConfig" ->
          lines.addAll(new Walk<>(DefaultsFields.all()).through(object, object));
      default ->
          lines.add(
              ReportLine.of(
                  object,
                  "(the object)",
                  "",
                  new Told(Outcome.UNKNOWN, "not the old autoscaler's; nothing is made of it")));
    }
  }

  private boolean isTold(OldObject object) {
    return lines.stream().anyMatch(line -> line.source().equals(object.source()));
  }

  private void group(OldObject object) {
    if (object.name().isEmpty()) {
      throw object.wrong("metadata.name", "", "it is missing");
    }
    GroupDraft group = new GroupDraft(object.name());
    if (groups.put(group.name(), group) != null) {
      throw object.wrong(
          "metadata.name", group.name(), "there is another one, and ours have no namespaces");
    }
    namespaces.add(object.namespace().isEmpty() ? "kube-system" : object.namespace());
    group.put("provider", fragment.options.provider());
    lines.addAll(new Walk<>(GroupFields.all()).through(object, group));
    lines.addAll(BuiltIn.add(object, group));
    daemon.fill(group);
    for (String[] needed : new String[][] {{"min", "minNodes"}, {"max", "maxNodes"}}) {
      if (!group.has(needed[0])) {
        throw object.wrong("spec." + needed[1], "", "it is missing");
      }
    }
    if (group.number("min") > group.number("max")) {
      throw object.wrong(
          "spec.minNodes",
          group.number("min"),
          "allowed is at most spec.maxNodes (" + group.number("max") + ")");
    }
    open.addAll(new Questions(group, fragment).all());
    if (object.at("metadata.deletionTimestamp") != null) {
      open.add(
          object.title()
              + " is being deleted: the old controller deletes its servers once it runs; is it to go on?");
    }
  }

  private void server(OldObject object) {
    ServerDraft server = new ServerDraft(object.title());
    namespaces.add(object.namespace().isEmpty() ? "kube-system" : object.namespace());
    lines.addAll(new Walk<>(ServerFields.all()).through(object, server));
    servers.add(server);
  }

  private Converted finish(Set<String> files) {
    if (lines.stream().allMatch(line -> line.outcome() == Outcome.UNKNOWN)) {
      throw new Unconvertible(
          String.join(", ", files)
              + ": nothing of the old autoscaler is in there; allowed are"
              + " NodeGroup, VPSieNode and AutoscalerConfig of "
              + VERSION
              + ", its Secret and its"
              + " Deployment");
    }
    open.addAll(Questions.ofCredentials(fragment, sawSecret));
    fragment.sellFor(groups.values());
    TakeOver takeOver = new TakeOver(groups);
    takeOver.decide(servers);
    open.addAll(takeOver.open());
    List<TakeOver.Entry> entries = takeOver.entries();
    entries.stream()
        .limit(TakeOverCommands.AT_ONCE)
        .forEach(entry -> fragment.takeOver(entry.server(), entry.group().name()));
    MoveSteps steps = new MoveSteps(daemon, entries, namespaces);
    return new Converted(files(entries), lines, open, steps.steps(), steps.back());
  }

  private Map<String, String> files(List<TakeOver.Entry> entries) {
    Map<String, String> files = new LinkedHashMap<>();
    List<GroupDraft> all = List.copyOf(groups.values());
    files.put(MoveSteps.CONFIGURATION, configuration(entries));
    files.put(
        MoveSteps.TAKING_OVER,
        YamlText.documents(all.stream().map(GroupDraft::objectThatOnlyTakesOver).toList()));
    files.put(MoveSteps.GROUPS, YamlText.documents(all.stream().map(GroupDraft::object).toList()));
    return files;
  }

  private String configuration(List<TakeOver.Entry> entries) {
    StringBuilder text =
        new StringBuilder(
            YamlText.of(
                fragment.sections(
                    smallest(it -> it.pendingSeconds),
                    smallest(it -> it.cooldownSeconds),
                    groups.size())));
    if (entries.size() > TakeOverCommands.AT_ONCE) {
      text.append("# To be added to takenOver later, ").append(TakeOverCommands.AT_ONCE);
      text.append(" at a time:\n");
      TakeOverCommands later = new TakeOverCommands(entries, fragment.options.cluster());
      for (TakeOver.Entry entry : entries.subList(TakeOverCommands.AT_ONCE, entries.size())) {
        text.append("#   ").append(later.inConfiguration(entry)).append('\n');
      }
    }
    return text.toString();
  }

  private OptionalInt smallest(ToIntFunction<GroupDraft> figure) {
    return groups.values().stream().mapToInt(figure).filter(it -> it > 0).min();
  }
}

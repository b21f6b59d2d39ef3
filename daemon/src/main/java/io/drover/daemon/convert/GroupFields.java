package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The fields of the old {@code NodeGroup} that say what its nodes are. */
final class GroupFields {
  private static final int MOST_NODES = 1000;
  private static final String NO_EFFECT =
      "allowed effects are NoSchedule, PreferNoSchedule, NoExecute";
  private static final String TAINT =
      "allowed is a list of {key, value, effect}, all of them texts";
  private static final Pattern EFFECT = Pattern.compile("NoSchedule|PreferNoSchedule|NoExecute");
  private static final Pattern FULL_VERSION = Pattern.compile("v[0-9]+\\.[0-9]+\\.[0-9]+.*");

  private GroupFields() {}

  /** Everything that a NodeGroup may have. */
  static List<Field<GroupDraft>> all() {
    List<Field<GroupDraft>> fields = new ArrayList<>(MetadataFields.all());
    fields.addAll(GroupMetadataFields.all());
    fields.addAll(size());
    fields.addAll(nodes());
    fields.addAll(GroupPolicyFields.all());
    fields.addAll(GroupMarketFields.all());
    fields.addAll(GroupStatusFields.all());
    return fields;
  }

  private static List<Field<GroupDraft>> size() {
    return List.of(
        put("spec.minNodes", Form.number(0, MOST_NODES), "min"),
        put("spec.maxNodes", Form.number(1, MOST_NODES), "max"),
        new Field<>("spec.datacenterID", Form.TEXT, GroupFields::datacenter),
        new Field<>("spec.offeringIDs", Form.TEXTS, GroupFields::offerings),
        new Field<>("spec.preferredInstanceType", Form.TEXT, GroupFields::preferred),
        new Field<>("spec.allowMixedInstances", Form.SWITCH, GroupFields::mixed));
  }

  private static List<Field<GroupDraft>> nodes() {
    return List.of(
        setting("spec.resourceIdentifier", "resourceIdentifier"),
        setting("spec.project", "project"),
        setting("spec.osImageID", "osImage"),
        setting("spec.notes", "notes"),
        new Field<>("spec.kubeSizeID", Form.number(1, 999_999_999), GroupFields::kubeSize),
        list("spec.sshKeyIDs", "sshKeys"),
        list("spec.tags", "tags"),
        new Field<>("spec.kubernetesVersion", Form.TEXT, GroupFields::version),
        new Field<>("spec.labels", Form.LABELS, GroupFields::labels),
        new Field<>("spec.taints", Form.ANY, GroupFields::taints));
  }

  private static Field<GroupDraft> put(String from, Form form, String to) {
    return new Field<>(
        from,
        form,
        (given, group) -> {
          group.put(to, given.value());
          return Told.carried("spec." + to);
        });
  }

  private static Field<GroupDraft> setting(String from, String key) {
    return new Field<>(
        from,
        Form.TEXT,
        (given, group) -> {
          group.put("settings." + key, given.text());
          return Told.carried("spec.settings." + key);
        });
  }

  private static Field<GroupDraft> list(String from, String key) {
    return new Field<>(
        from,
        Form.TEXTS,
        (given, group) -> {
          if (given.texts().isEmpty()) {
            return Told.notNeeded("it is empty");
          }
          group.put("settings." + key, String.join(",", given.texts()));
          return Told.carried("spec.settings." + key + ", with commas between");
        });
  }

  private static Told kubeSize(Given given, GroupDraft group) {
    group.put("settings.kubeSizeId", given.text());
    return Told.carried(
        "spec.settings.kubeSizeId, for when VPSie's own Kubernetes makes the nodes");
  }

  private static Told datacenter(Given given, GroupDraft group) {
    if (given.object().on("spec.multiRegion.enabled", false)
        && given.object().at("spec.multiRegion.datacenterIDs") instanceof List<?> all
        && !all.isEmpty()) {
      return Told.changed(
          "spec.zones", "multiRegion is on, and its datacenterIDs say where nodes may be");
    }
    group.put("zones", List.of(given.text()));
    return Told.carried("spec.zones: a datacenter's id is the zone of its offerings");
  }

  /** Which of them may be bought. */
  private static Told offerings(Given given, GroupDraft group) {
    if (given.texts().isEmpty()) {
      throw given.wrong("allowed is a list of at least one offering");
    }
    String preferred = given.object().text("spec.preferredInstanceType");
    if (given.object().on("spec.allowMixedInstances", true)) {
      group.put("instanceTypes", given.texts());
      return Told.carried("spec.instanceTypes; the cheapest that suffices is bought");
    }
    String one = given.texts().contains(preferred) ? preferred : given.texts().getFirst();
    group.put("instanceTypes", List.of(one));
    return Told.changed(
        "spec.instanceTypes", "without allowMixedInstances only one may be bought: " + one);
  }

  private static Told preferred(Given given, GroupDraft group) {
    return given.object().on("spec.allowMixedInstances", true)
        ? Told.elsewhere(
            "a rule in scale-up: the lines are in docs/coming-from-vpsie.md, 'A preferred type';"
                + " without it the cheapest that suffices is bought")
        : Told.changed("spec.instanceTypes", "it is the one type that may be bought");
  }

  private static Told mixed(Given given, GroupDraft group) {
    return given.on()
        ? Told.notNeeded("a group may always have nodes of all its instanceTypes")
        : Told.changed("spec.instanceTypes", "only one type is left in it");
  }

  private static Told version(Given given, GroupDraft group) {
    String refused =
        FULL_VERSION.matcher(given.text()).matches()
            ? ""
            : " (the old autoscaler's own pattern refuses this value: it wants all three numbers)";
    return Told.notNeeded(
        "Drover installs no Kubernetes: the version is that of the image, of settings.userData, or"
            + " of VPSie's own Kubernetes cluster"
            + refused);
  }

  private static Told labels(Given given, GroupDraft group) {
    if (given.value() instanceof Map<?, ?> labels) {
      labels.forEach((key, value) -> group.label(key.toString(), String.valueOf(value)));
    }
    return Told.carried(
        "spec.labels; new nodes really get them here, for older ones see the steps");
  }

  private static Told taints(Given given, GroupDraft group) {
    if (!(given.value() instanceof List<?> list)) {
      throw given.wrong("allowed is a list of taints");
    }
    group.put("taints", list.stream().map(one -> taint(given, one)).toList());
    Set<Object> others = new TreeSet<>(Comparator.comparing(Object::toString));
    list.forEach(one -> others.addAll(one instanceof Map<?, ?> said ? said.keySet() : Set.of()));
    others.removeAll(List.of("key", "value", "effect"));
    return Told.changed(
        "spec.taints",
        "the old autoscaler never put them on nodes, Drover does, on new ones"
            + (others.isEmpty() ? "" : "; not carried over of them: " + others));
  }

  private static Map<String, Object> taint(Given given, Object one) {
    if (!(one instanceof Map<?, ?> said) || !(said.get("key") instanceof String key)) {
      throw given.wrong(TAINT);
    }
    Object value = said.get("value");
    if (value instanceof Map || value instanceof List) {
      throw given.wrong(TAINT);
    }
    String effect = String.valueOf(said.get("effect"));
    if (!EFFECT.matcher(effect).matches()) {
      throw given.object().wrong(given.path() + ".effect", effect, NO_EFFECT);
    }
    Map<String, Object> taint = new LinkedHashMap<>();
    taint.put("key", key);
    if (value != null) {
      taint.put("value", value.toString());
    }
    taint.put("effect", effect);
    return taint;
  }
}

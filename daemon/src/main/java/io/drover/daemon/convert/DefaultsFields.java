package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields of the old {@code AutoscalerConfig}, of which nothing was ever enforced there. */
final class DefaultsFields {
  private static final Map<String, String> GLOBAL =
      new TreeMap<>(
          Map.of(
              "scaleUpCooldownSeconds",
              "spec.scaleUp.cooldown of each NodeGroup, for growth by cpu; pending pods do not"
                  + " wait",
              "scaleDownCooldownSeconds",
              "safety.maxRemovalsPerWindow of the configuration",
              "maxConcurrentScaleUps",
              "providers.NAME.createConcurrency",
              "maxConcurrentScaleDowns",
              "safety.maxRemovalsAtOnce and safety.maxDrainsAtOnce",
              "maxClusterWorkers",
              "spec.max and spec.limits of each NodeGroup; there is no bound on all together",
              "unschedulablePodGracePeriodSeconds",
              "clusters.NAME.pendingTime",
              "enableRebalancing",
              "spec.scaleDown.consolidate of each NodeGroup",
              "nodeReadyTimeoutSeconds",
              "spec.timeouts.join of each NodeGroup",
              "podEvictionTimeoutSeconds",
              "spec.timeouts.drain of each NodeGroup"));

  private DefaultsFields() {}

  /** The target is not looked at. */
  static List<Field<Object>> all() {
    List<Field<Object>> fields = new ArrayList<>(MetadataFields.all());
    fields.add(Field.told("metadata.name", Form.TEXT, Told.notNeeded("there is no such object")));
    GLOBAL.forEach(
        (key, place) ->
            fields.add(
                Field.told(
                    "spec.globalSettings." + key,
                    Form.ANY,
                    Told.elsewhere(place + "; not set, as the old autoscaler only logged it"))));
    fields.add(
        Field.told(
            "spec.globalSettings.enableDynamicNodeGroupCreation",
            Form.SWITCH,
            Told.elsewhere(
                "clusters.NAME.newGroups has groups made for pods; not set, as one NodeGroup"
                    + " without instanceTypes may buy every offering")));
    fields.add(
        Field.told(
            "spec.nodeGroupDefaults",
            Form.ANY,
            Told.elsewhere(
                "providers.NAME.vpsie.defaults for settings, spec of each NodeGroup for all else;"
                    + " not set, as the old autoscaler only logged it")));
    fields.add(Field.told("status", Form.ANY, Told.notNeeded("there is no such object")));
    return fields;
  }
}

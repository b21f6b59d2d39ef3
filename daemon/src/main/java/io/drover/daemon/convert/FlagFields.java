package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The flags of the old daemon, as fields of an object that has them as {@code flags}. */
final class FlagFields {
  private static final Pattern ADDRESS = Pattern.compile("(.*):([0-9]{1,5})");
  private static final String ADDRESS_FORM = "allowed is an address such as :8080";

  private FlagFields() {}

  static List<Field<OldDaemon>> all() {
    List<Field<OldDaemon>> fields = new ArrayList<>(cluster());
    fields.addAll(vpsie());
    fields.addAll(notNeeded());
    return fields;
  }

  private static List<Field<OldDaemon>> cluster() {
    return List.of(
        flag("kubeconfig", FlagFields::kubeconfig),
        flag("metrics-addr", FlagFields::metrics),
        told("health-addr", Told.changed("http.port", "one port serves metrics and health")),
        told("leader-election", Told.notNeeded("the claim on the cluster, a Lease, always holds")),
        told("leader-election-id", Told.notNeeded("the Lease is called drover")),
        flag(
            "leader-election-namespace",
            (given, daemon) -> {
              daemon.fragment.leaseNamespace = given.text();
              return Told.carried("clusters.NAME.leaseNamespace");
            }),
        told(
            "sync-period",
            Told.elsewhere("timings.planInterval; what changes is looked at at once anyway")));
  }

  private static List<Field<OldDaemon>> vpsie() {
    return List.of(
        flag(
            "vpsie-secret-name",
            (given, daemon) ->
                Told.carried("vpsie.clientId.kubernetesSecret.name, or whence the token is taken")),
        flag(
            "vpsie-secret-namespace",
            (given, daemon) ->
                Told.carried(
                    "vpsie.clientId.kubernetesSecret.namespace, or whence the token is taken")),
        flag("default-datacenter-id", FlagFields::datacenter),
        flag("default-offering-ids", FlagFields::offerings),
        setting("resource-identifier", "resourceIdentifier"),
        setting("kube-size-id", "kubeSizeId"),
        told(
            "kubernetes-version",
            Told.notNeeded(
                "Drover installs no Kubernetes: the version is that of the image, or of VPSie's own Kubernetes cluster")),
        new Field<>("flags.failed-vpsienode-ttl", Form.DURATION, FlagFields::failedTtl));
  }

  private static List<Field<OldDaemon>> notNeeded() {
    List<Field<OldDaemon>> fields = new ArrayList<>();
    fields.add(
        new Field<>(
            "flags.log-level",
            Form.oneOf("debug", "info", "warn", "error"),
            (given, daemon) -> Told.elsewhere("DROVER_LOG in /etc/default/drover")));
    fields.add(
        new Field<>(
            "flags.log-format",
            Form.oneOf("json", "console"),
            (given, daemon) ->
                Told.elsewhere(
                    "DROVER_LOG_FORMAT in /etc/default/drover, text or json; decisions are in the"
                        + " journal, which is JSON lines")));
    fields.add(told("development", Told.notNeeded("there is no such mode; DROVER_LOG=DEBUG")));
    for (String key :
        List.of(
            "enable-webhook",
            "webhook-addr",
            "webhook-cert-dir",
            "webhook-cert-file",
            "webhook-key-file")) {
      fields.add(told(key, Told.notNeeded("the API server checks our objects by their schema")));
    }
    for (String key :
        List.of(
            "sentry-dsn",
            "sentry-environment",
            "sentry-traces-sample-rate",
            "sentry-error-sample-rate")) {
      fields.add(
          told(key, Told.notSupported("nothing is sent anywhere: metrics, journal, Events")));
    }
    return fields;
  }

  private static Field<OldDaemon> flag(String name, Field.Becomes<OldDaemon> becomes) {
    return new Field<>("flags." + name, Form.TEXT, becomes);
  }

  private static Field<OldDaemon> told(String name, Told told) {
    return Field.told("flags." + name, Form.TEXT, told);
  }

  private static Field<OldDaemon> setting(String name, String key) {
    return flag(
        name,
        (given, daemon) -> {
          daemon.fragment.defaults.put(key, given.text());
          return Told.carried("providers.NAME.vpsie.defaults." + key);
        });
  }

  private static Told kubeconfig(Given given, OldDaemon daemon) {
    if (given.text().isEmpty()) {
      return Told.changed(
          "clusters.NAME.kubeconfig", "Drover lives outside of the cluster and needs one");
    }
    if (!given.text().startsWith("/")) {
      throw given.wrong("allowed is an absolute path, as the daemon has no folder of its own");
    }
    daemon.fragment.kubeconfig = given.text();
    return Told.carried("clusters.NAME.kubeconfig");
  }

  private static Told metrics(Given given, OldDaemon daemon) {
    Matcher address = ADDRESS.matcher(given.text());
    if (!address.matches() || Integer.parseInt(address.group(2)) > 65_535) {
      throw given.wrong(ADDRESS_FORM);
    }
    daemon.fragment.httpPort = OptionalInt.of(Integer.parseInt(address.group(2)));
    return Told.changed("http.port", "it listens on 127.0.0.1 until http.host says otherwise");
  }

  private static Told datacenter(Given given, OldDaemon daemon) {
    if (given.text().isEmpty()) {
      return Told.notNeeded("it is empty");
    }
    daemon.fragment.datacenters.add(given.text());
    daemon.datacenter = given.text();
    return Told.changed(
        "providers.NAME.vpsie.datacenters, and spec.zones of groups that say none",
        "there is no default for groups that are made later");
  }

  private static Told offerings(Given given, OldDaemon daemon) {
    for (String offering : given.text().split(",", -1)) {
      if (!offering.isBlank()) {
        daemon.offerings.add(offering.strip());
      }
    }
    return Told.changed(
        "spec.instanceTypes of groups that say none",
        "there is no default for groups that are made later");
  }

  private static Told failedTtl(Given given, OldDaemon daemon) {
    daemon.failedTtl = OldDuration.read(given.text()).map(OldDuration::text).orElse("");
    return Told.carried("spec.timeouts.failedTtl of each NodeGroup; 0s keeps records for ever");
  }
}

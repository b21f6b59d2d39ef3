package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.verticles.cluster.kubernetes.Schemas;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drover's own kinds in a real API server: absent, installed, older; what they accept. */
@ExtendWith(ControlPlaneExtension.class)
class DefinitionsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final ControlPlane plane;

  DefinitionsIT(ControlPlane plane) {
    this.plane = plane;
  }

  @Test
  void areMissedUntilTheyAreInstalledAndThenKeepWhatTheyPromise() {
    try (ConnectedCluster cluster = ConnectedCluster.to(plane.kubeconfig())) {
      var opened = cluster.begin();
      Await.until(
          DEADLINE,
          "the missing kinds to be named",
          () ->
              cluster
                  .notebook()
                  .broken
                  .equals("managednodes: not watched; nodegroups: not watched"));
      assertThat(cluster.result(cluster.adapter()::schema))
          .contains("managednodes.drover.dev is not installed");
      assertThat(opened.isDone()).isFalse();

      var unused = plane.apply(Schemas.yaml());

      Await.until(DEADLINE, "everything to be listed", opened::isDone);
      Await.until(DEADLINE, "all watches", () -> cluster.notebook().broken.isEmpty());
      assertThat(cluster.result(cluster.adapter()::schema)).isEmpty();
      refuseWhatMakesNoSense();
      leaveOutWhatCannotBeRead(cluster);
      noticeAnOlderDefinition(cluster);
    }
  }

  private void refuseWhatMakesNoSense() {
    var unused = plane.apply(group("good", "{provider: p, min: 1, max: 2}"));
    assertThat(plane.kubectl("get", "ng")).contains("PROVIDER", "MIN", "MAX").contains("good");
    assertThat(plane.kubectl("get", "drover", "-o", "name")).contains("/good");
    refuses("{provider: p, min: 3, max: 2}", "min must not be more than max");
    refuses("{provider: p, min: 0}", "max");
    refuses("{provider: p, min: 0, max: 1, mode: Maybe}", "spec.mode");
    refuses("{provider: p, min: 0, max: 1, timeouts: {join: soon}}", "spec.timeouts.join");
    assertThatThrownBy(() -> plane.apply(group("good", "{provider: q, min: 1, max: 2}")))
        .hasMessageContaining("the provider cannot be changed");
  }

  private void refuses(String spec, String why) {
    assertThatThrownBy(() -> plane.apply(group("bad", spec))).hasMessageContaining(why);
  }

  /** The pattern lets an empty duration pass, the reader does not. */
  private void leaveOutWhatCannotBeRead(ConnectedCluster cluster) {
    var unused = plane.apply(group("odd", "{provider: p, min: 0, max: 1, timeouts: {join: ''}}"));
    unused = plane.apply(group("fine", "{provider: p, min: 0, max: 1}"));
    Await.until(DEADLINE, "the group after it", () -> seen(cluster, "fine"));
    assertThat(seen(cluster, "odd")).isFalse();
  }

  private static boolean seen(ConnectedCluster cluster, String group) {
    return cluster.notebook().find(NodeGroupFact.class, FactKey.Kind.NODE_GROUP, group).isPresent();
  }

  private void noticeAnOlderDefinition(ConnectedCluster cluster) {
    plane.kubectl(
        "annotate", "--overwrite", "crd", "nodegroups.drover.dev", "drover.dev/schema-version=0");
    assertThat(cluster.result(cluster.adapter()::schema))
        .startsWith("nodegroups.drover.dev is older (schema version 0)");
  }

  private static String group(String name, String spec) {
    return """
        apiVersion: drover.dev/v1alpha1
        kind: NodeGroup
        metadata: {name: %s}
        spec: %s
        """
        .formatted(name, spec);
  }
}

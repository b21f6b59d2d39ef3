package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.doubles.cloud.Taint;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {
  private static final Map<String, String> LABELS = Map.of("team", "a", "drover.io/group", "b");
  private static final Taint STARTUP = new Taint("startup", null, "NoSchedule");
  private static final Taint GPU = new Taint("gpu", "yes", "NoExecute");

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        #cloud-config
        runcmd:
          - kubelet --node-labels=team=a,drover.io/group=b \
        --register-with-taints=startup:NoSchedule,gpu=yes:NoExecute
        """,
        """
        #!/bin/sh
        KUBELET_EXTRA_ARGS="--node-labels team=a,drover.io/group=b
          --register-with-taints startup:NoSchedule,gpu=yes:NoExecute"
        """,
        """
        #cloud-config
        runcmd:
          - k3s agent --node-label team=a --node-label "drover.io/group=b" \
        --node-taint startup:NoSchedule --node-taint='gpu=yes:NoExecute'
        """,
        """
        #!/bin/sh
        k3s agent --kubelet-arg=node-labels=team=a,drover.io/group=b \
        --kubelet-arg="register-with-taints=startup:NoSchedule,gpu=yes:NoExecute"
        """,
        """
        #cloud-config
        write_files:
          - path: /etc/rancher/k3s/config.yaml
            content: |
              node-label:
                - team=a
                - "drover.io/group=b"
              node-taint:
                - startup:NoSchedule
                - gpu=yes:NoExecute
              token: secret
        """,
        """
        #cloud-config
        nodeRegistration:
          kubeletExtraArgs:
            node-labels: "team=a,drover.io/group=b"
            register-with-taints: "startup:NoSchedule,gpu=yes:NoExecute"
        """
      })
  void readsLabelsAndTaintsHoweverTheyAreWritten(String text) {
    for (String form : new String[] {text, encoded(text)}) {
      UserData data = UserData.read(form);
      assertThat(data.labels()).isEqualTo(LABELS);
      assertThat(data.taints()).containsExactlyInAnyOrder(STARTUP, GPU);
      assertThat(data.nodeName()).isEmpty();
    }
  }

  @Test
  void readsTheNameOfTheNode() {
    assertThat(UserData.read("#!/bin/sh\nk3s agent --node-name=worker-1\n").nodeName())
        .contains("worker-1");
    assertThat(UserData.read("#!/bin/sh\nkubelet --hostname-override 'worker-2'").nodeName())
        .contains("worker-2");
  }

  @Test
  void leavesOutWhatOnlyAShellCouldFillIn() {
    UserData data =
        UserData.read(
            "#!/bin/sh\nkubelet --node-labels=a=b,id=$ID --hostname-override=$(hostname)");
    assertThat(data.labels()).containsExactly(Map.entry("a", "b"));
    assertThat(data.nodeName()).isEmpty();
  }

  @Test
  void findsNothingInNothing() {
    assertThat(UserData.read("").labels()).isEmpty();
    assertThat(UserData.read("#cloud-config\n# node-labels are set later\n").labels()).isEmpty();
    assertThat(UserData.read("not-base64!").taints()).isEmpty();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}

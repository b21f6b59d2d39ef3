package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Taint;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupSettingsTest {
  @Test
  void tellsEachSettingThatMeansNothing() {
    assertThat(GroupSettings.problems(Map.of("osImage", "x", "project", "1"))).isEmpty();
    assertThat(GroupSettings.problems(Map.of("image", "x", "publicIpv4", "yes")))
        .hasSize(2)
        .anyMatch(problem -> problem.startsWith("'image' is no setting of VPSie"))
        .contains("publicIpv4 is neither true nor false");
  }

  @Test
  void neverShowsUserData() {
    GroupSettings settings =
        new GroupSettings(Map.of(), Map.of("osImage", "x", "userData", "token: s3cret"));

    assertThat(settings.extras().toString()).doesNotContain("s3cret");
    assertThat(settings.extras().userData()).hasValue("token: s3cret");
  }

  @Test
  void fillsIntoUserDataWhatTheNodeIsToBe() {
    Create some = new VpsieBench(VpsieShape.DOCUMENT).create("a");
    Create create =
        new Create(
            some.owner(),
            some.name(),
            some.offering(),
            new Template(
                Map.of("tier", "web", "a/b", "c"),
                List.of(
                    new Taint("x", "y", Taint.Effect.NO_SCHEDULE),
                    new Taint("z", "", Taint.Effect.NO_EXECUTE)),
                Map.of()),
            null,
            null,
            some.token());

    assertThat(
            UserData.of(
                "{{name}} {{group}} {{intent}} --node-labels={{labels}}"
                    + " --register-with-taints={{taints}} {{other}}",
                create))
        .isEqualTo(
            "general-a general a --node-labels=a/b=c,tier=web"
                + " --register-with-taints=x=y:NoSchedule,z=:NoExecute {{other}}");
  }

  @Test
  void readsAnOwnerOnlyFromAWholeTag() {
    OwnerTag owner = VpsieBench.owner("a=b");
    List<String> tags = OwnerTags.of(owner);

    assertThat(OwnerTags.read(tags)).hasValue(owner);
    assertThat(OwnerTags.read(tags.subList(0, 3))).isEmpty();
    assertThat(OwnerTags.read(List.of("drover-installation=", "x"))).isEmpty();
  }
}

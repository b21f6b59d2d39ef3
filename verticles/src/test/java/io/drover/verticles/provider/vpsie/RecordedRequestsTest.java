package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.provider.vpsie.VpsieAccount.Access;
import io.drover.verticles.provider.vpsie.VpsieAccount.Lists;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every request to the letter, in both shapes, against texts that were written from the description
 * of VPSie's API and of the clients that call it.
 */
class RecordedRequestsTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "project", "12",
          "resourceIdentifier", "k8s-1",
          "sshKeys", "key-1, key-2",
          "notes", "a note",
          "tags", "team=web",
          "publicIpv4", "true",
          "userData", "#cloud-config\nhostname: {{name}}\n");

  @ParameterizedTest
  @EnumSource(VpsieShape.class)
  void callsVpsieExactlyAsItsApiIsDescribed(VpsieShape shape) throws IOException {
    VpsieBench bench = new VpsieBench(shape);
    Access access = bench.account.access();
    Access withPassword =
        new Access(
            shape,
            shape.endpoint(),
            access.credentials(),
            () -> Optional.of("pass"),
            access.deadline());
    bench.account =
        VpsieAccount.of(bench.account.name(), withPassword)
            .with(new Lists(VpsieBench.SETTLES, 100))
            .withDefaults(Map.of("osImage", "img-1"));
    bench.start();
    Recording recording = new Recording(bench.far);

    recording.record("offerings", () -> bench.ask(new ProviderCommand.Offerings("")));
    bench.settle();
    ProviderAnswer made = recording.record("create", () -> bench.ask(bench.create("a", SETTINGS)));
    Instance machine = ((ProviderAnswer.Created) made).instance();
    bench.start();
    recording.record(
        "list after a restart", () -> bench.ask(new ProviderCommand.Instances(bench.scope(), "")));
    recording.record("delete", () -> bench.ask(bench.delete("a", machine.providerId())));
    recording.record(
        "delete of what is gone", () -> bench.ask(bench.delete("a", machine.providerId())));

    recording.isWhatStandsIn(shape + ".txt");
  }

  @ParameterizedTest
  @EnumSource(VpsieShape.class)
  void callsVpsiesOwnNodeGroupsExactlyAsItsApiIsDescribed(VpsieShape shape) throws IOException {
    NodeGroupsBench bench = new NodeGroupsBench(shape);
    bench.below.account =
        bench
            .below
            .account
            .with(new Lists(VpsieBench.SETTLES, 100))
            .withDefaults(Map.of("resourceIdentifier", FakeKubernetes.CLUSTER, "kubeSizeId", "7"));
    bench.start();
    bench.settle();
    Recording recording = new Recording(bench.below.far);

    recording.record("offerings", () -> bench.ask(new ProviderCommand.Offerings("")));
    recording.record("create, the group too", () -> bench.ask(bench.create("a")));
    bench.settle();
    recording.record("create another", () -> bench.ask(bench.create("b")));
    ProviderAnswer listed =
        recording.record("list", () -> bench.ask(new ProviderCommand.Instances(bench.scope(), "")));
    bench.settle();
    recording.record(
        "size",
        () -> bench.ask(new ProviderCommand.TargetSize("general", NodeGroupsBench.SETTINGS)));
    Instance member = ((ProviderAnswer.Listed) listed).instances().getFirst();
    recording.record("delete", () -> bench.ask(bench.delete("a", member.providerId())));

    recording.isWhatStandsIn(shape + "-node-groups.txt");
  }
}

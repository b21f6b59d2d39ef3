package io.drover.doubles.cloud;

import static io.drover.doubles.cloud.CloudUnderTest.small;
import static io.drover.doubles.cloud.CloudUnderTest.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.doubles.cloud.Reply.Answer;
import io.drover.doubles.cloud.Reply.Code;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedCloudTest {
  private final CloudUnderTest test = new CloudUnderTest();
  private final SimulatedCloud cloud = test.cloud;

  @Test
  void bootsAMachineWhenItsDelayIsOver() {
    InstanceView created = test.create("k");
    assertThat(created.state()).isEqualTo(InstanceState.PENDING);
    assertThat(test.boot.booted).isEmpty();

    test.seconds(2);

    assertThat(view(cloud.get(created.id())).state()).isEqualTo(InstanceState.RUNNING);
    Machine machine = test.boot.booted.getFirst();
    assertThat(machine.providerId()).isEqualTo("simulated://zone-a/" + created.id());
    assertThat(machine.labels())
        .containsEntry("team", "a")
        .containsEntry("kubernetes.io/hostname", "node-k")
        .containsEntry("kubernetes.io/arch", "amd64")
        .containsEntry("node.kubernetes.io/instance-type", "small")
        .containsEntry("topology.kubernetes.io/zone", "zone-a")
        .containsEntry("topology.kubernetes.io/region", "simulated-1");
    assertThat(machine.taints()).containsExactly(new Taint("startup", null, "NoSchedule"));
    assertThat(machine.capacity()).containsEntry("cpu", "2").containsEntry("memory", "4Gi");
    assertThat(machine.allocatable())
        .containsEntry("cpu", "1900m")
        .containsEntry("memory", "3932160Ki");
  }

  @Test
  void answersARepeatedKeyWithTheSameInstanceEvenAfterItsEnd() {
    InstanceView first = test.create("k");
    cloud.delete(first.id());
    test.seconds(600);

    Reply again = cloud.create("k", small("node-k"));

    assertThat(again.answer().status()).isEqualTo(200);
    assertThat(view(again).id()).isEqualTo(first.id());
    assertThat(view(again).state()).isEqualTo(InstanceState.TERMINATED);
    assertThat(test.all()).isEmpty();
  }

  @Test
  void refusesARepeatedKeyWithAnotherBody() {
    test.create("k");
    assertThat(cloud.create("k", small("other")).answer())
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(422);
              assertThat(refused.code()).isEqualTo(Code.IDEMPOTENCY_MISMATCH);
            });
  }

  @Test
  void refusesWhatIsNotInTheCatalogue() {
    CreateRequest gigantic =
        new CreateRequest("n", "gigantic", "zone-a", CapacityType.SPOT, null, null, null);
    assertThat(cloud.create("k", gigantic).answer().status()).isEqualTo(400);
  }

  @Test
  void endsADeletedInstanceAndForgetsItAfterAWhile() {
    InstanceView created = test.create("k");
    test.seconds(2);

    assertThat(view(cloud.delete(created.id())).state()).isEqualTo(InstanceState.TERMINATING);
    assertThat(test.boot.stopped).hasSize(1);
    assertThat(cloud.delete(created.id()).answer().status()).isEqualTo(202);
    test.seconds(1);
    assertThat(view(cloud.get(created.id())).state()).isEqualTo(InstanceState.TERMINATED);
    assertThat(cloud.delete(created.id()).answer().status()).isEqualTo(404);
    test.seconds(60);
    assertThat(test.all()).isEmpty();
    assertThat(cloud.get(created.id()).answer().status()).isEqualTo(404);
  }

  @Test
  void neverBootsAMachineThatWasDeletedWhilePending() {
    cloud.delete(test.create("k").id());
    test.seconds(10);
    assertThat(test.boot.booted).isEmpty();
  }

  @Test
  void listsInPagesThatTogetherShowEveryInstanceOnce() {
    for (int i = 0; i < 5; i++) test.create("k" + i);
    CreateRequest other =
        new CreateRequest("o", "small", "zone-a", CapacityType.SPOT, null, null, null);
    cloud.create("other", other);

    Map<String, String> tags = Map.of("group", "general");
    List<String> names = new ArrayList<>();
    String token = null;
    do {
      Answer.Done page = (Answer.Done) cloud.list(tags, 2, token).answer();
      InstanceView.Page body = (InstanceView.Page) page.body();
      body.items().forEach(item -> names.add(item.name()));
      token = body.next();
    } while (token != null);

    assertThat(names).containsExactly("node-k0", "node-k1", "node-k2", "node-k3", "node-k4");
  }

  @Test
  void limitsTheRateAndSaysWhenToComeBack() {
    CloudUnderTest slow =
        new CloudUnderTest(
            new FakeTimeline(), new InMemoryCloudStore(), CloudOptions.standard().withRateLimit(2));
    slow.cloud.offerings();
    slow.cloud.offerings();

    assertThat(slow.cloud.offerings().answer())
        .isEqualTo(
            new Answer.Refused(429, Code.RATE_LIMITED, "too many calls", Duration.ofSeconds(1)));
    slow.timeline.pass(Duration.ofMillis(500));
    assertThat(slow.cloud.offerings().answer().status()).isEqualTo(200);
  }

  @Test
  void announcesAnInterruptionAndThenTakesTheInstance() {
    cloud.webhook(new Settings.Webhook(URI.create("http://127.0.0.1:1/notices"), "secret"));
    InstanceView created = test.create("k");
    test.seconds(2);

    cloud.interrupt(created.id(), "INTERRUPTION", Duration.ofMinutes(2));

    assertThat(test.notices)
        .containsExactly(
            new NoticeSender.Notice(
                created.providerId(), "INTERRUPTION", test.timeline.now().plusSeconds(120)));
    assertThat(view(cloud.get(created.id())).interruption()).isNotNull();
    test.seconds(119);
    assertThat(view(cloud.get(created.id())).state()).isEqualTo(InstanceState.RUNNING);
    test.seconds(1);
    assertThat(view(cloud.get(created.id())).state()).isEqualTo(InstanceState.TERMINATING);
  }

  @Test
  void writesDownWhatWasAskedAndWhatHappened() {
    InstanceView created = test.create("k");
    test.seconds(2);
    cloud.joined(created.id());
    cloud.delete(created.id());

    assertThat(cloud.log())
        .extracting(line -> line.event() + " " + line.operation() + " " + line.outcome())
        .containsExactly(
            "STATE created PENDING",
            "REQUEST create 201",
            "STATE running RUNNING",
            "STATE joined RUNNING",
            "STATE terminating TERMINATING",
            "REQUEST delete 202");
    assertThat(cloud.log())
        .allSatisfy(
            line -> {
              assertThat(line.id()).isEqualTo(created.id());
              assertThat(line.name()).isEqualTo("node-k");
              assertThat(line.tags()).containsEntry("group", "general");
            });
  }

  @Test
  void sellsSpotAtThirtyFivePercent() {
    assertThat(Catalogue.standard())
        .hasSize(16)
        .filteredOn(o -> o.instanceType().equals("medium") && o.zone().equals("zone-b"))
        .extracting(Offering::pricePerHour)
        .containsExactly("0.0800", "0.0280");
  }
}

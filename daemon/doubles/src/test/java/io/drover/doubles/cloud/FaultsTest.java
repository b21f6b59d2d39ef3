package io.drover.doubles.cloud;

import static io.drover.doubles.cloud.CloudUnderTest.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.doubles.cloud.Reply.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  private static final Fault.Match CREATION =
      new Fault.Match(Operation.CREATE, null, null, null, null);
  private final CloudUnderTest test = new CloudUnderTest();
  private final SimulatedCloud cloud = test.cloud;

  @ParameterizedTest
  @CsvSource({"NO_CAPACITY,409", "RATE_LIMITED,429", "ERROR_500,500", "DENIED,403"})
  void refusesAndDoesNothing(Fault.Kind kind, int status) {
    strikeOnce(kind, null);

    assertThat(cloud.create("k", small("n")).answer().status()).isEqualTo(status);

    assertThat(test.all()).isEmpty();
    assertThat(cloud.create("k", small("n")).answer().status()).isEqualTo(201);
  }

  @Test
  void answersLateButDoesItAtOnce() {
    strikeOnce(Fault.Kind.SLOW, "3s");
    Reply reply = cloud.create("k", small("n"));
    assertThat(reply.delivery()).isEqualTo(new Delivery.Late(Duration.ofSeconds(3)));
    assertThat(test.all()).hasSize(1);
  }

  @Test
  void losesTheAnswerOfADeedThatIsDone() {
    strikeOnce(Fault.Kind.LOST_ANSWER, null);
    assertThat(cloud.create("k", small("n")).delivery()).isEqualTo(new Delivery.Cut());
    assertThat(test.all()).hasSize(1);
    assertThat(cloud.log().getLast().outcome()).isEqualTo("200");
    assertThat(cloud.log()).extracting(LogLine::outcome).contains("201 LOST_ANSWER");
  }

  @Test
  void neverAnswersAndDoesNothing() {
    strikeOnce(Fault.Kind.NO_ANSWER, null);
    assertThat(cloud.create("k", small("n")).delivery()).isEqualTo(new Delivery.Never());
    assertThat(cloud.log().getLast().outcome()).isEqualTo("NO_ANSWER");
    assertThat(test.all()).isEmpty();
  }

  @Test
  void createsAnInstanceThatNeverJoins() {
    strikeOnce(Fault.Kind.NEVER_JOINS, null);
    test.create("k");
    test.seconds(60);
    assertThat(test.all().getFirst().state()).isEqualTo(InstanceState.RUNNING);
    assertThat(test.boot.booted).isEmpty();
  }

  @Test
  void createsAnInstanceThatVanishes() {
    strikeOnce(Fault.Kind.VANISHES, "30s");
    InstanceView created = test.create("k");
    test.seconds(29);
    assertThat(test.all()).hasSize(1);
    test.seconds(1);
    assertThat(test.all()).isEmpty();
    assertThat(cloud.get(created.id()).answer().status()).isEqualTo(404);
    assertThat(cloud.delete(created.id()).answer().status()).isEqualTo(404);
    assertThat(test.boot.stopped).extracting(Machine::id).containsExactly(created.id());
  }

  @Test
  void keepsAFateForTheNextInstanceWhenAKeyIsRepeated() {
    test.create("k");
    strikeOnce(Fault.Kind.NEVER_JOINS, null);
    test.create("k");
    assertThat(cloud.faults()).hasSize(1);
    test.create("another");
    assertThat(cloud.faults()).isEmpty();
  }

  @Test
  void strikesOnlyWhomItMatches() {
    cloud.script(
        List.of(
            new Fault(
                new Fault.Match(
                    Operation.CREATE, "small", "zone-a", CapacityType.ON_DEMAND, "group=general"),
                Fault.Kind.NO_CAPACITY,
                0,
                null)));
    CreateRequest hit = small("n");
    CreateRequest otherZone =
        new CreateRequest("n", "small", "zone-b", hit.capacityType(), hit.tags(), null, null);
    CreateRequest otherTag =
        new CreateRequest("n", "small", "zone-a", hit.capacityType(), null, null, null);

    assertThat(cloud.create("a", hit).answer().status()).isEqualTo(409);
    assertThat(cloud.create("b", hit).answer().status()).isEqualTo(409);
    assertThat(cloud.create("c", otherZone).answer().status()).isEqualTo(201);
    assertThat(cloud.create("d", otherTag).answer().status()).isEqualTo(201);
    assertThat(cloud.list(Map.of(), 0, null).answer().status()).isEqualTo(200);
  }

  @Test
  void strikesRequestsAboutAnInstanceByItsAttributes() {
    InstanceView created = test.create("k");
    cloud.script(
        List.of(
            new Fault(
                new Fault.Match(Operation.DELETE, null, "zone-a", null, null),
                Fault.Kind.ERROR_500,
                2,
                null)));
    assertThat(cloud.delete(created.id()).answer().status()).isEqualTo(500);
    assertThat(cloud.faults().getFirst().times()).isEqualTo(1);
    assertThat(cloud.delete(created.id()).answer().status()).isEqualTo(500);
    assertThat(cloud.delete(created.id()).answer().status()).isEqualTo(202);
  }

  @Test
  void refusesADelayThatIsNone() {
    assertThatThrownBy(() -> new Fault(CREATION, Fault.Kind.SLOW, 1, "soon"))
        .hasMessage("'soon' is not a duration. Examples: 500ms, 2s, 1m");
  }

  private void strikeOnce(Fault.Kind kind, @Nullable String delay) {
    cloud.script(List.of(new Fault(CREATION, kind, 1, delay)));
  }
}

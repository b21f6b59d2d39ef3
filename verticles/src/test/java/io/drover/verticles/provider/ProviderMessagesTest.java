package io.drover.verticles.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.UtilizationFact;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.MetricsState;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.bus.UtilizationSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderMessagesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final OwnerTag OWNER = new OwnerTag("i", "c", "g", "a");
  private static final Token TOKEN = new Token(2, 3);
  private static final OfferingId SMALL = new OfferingId("small", "zone-a", OfferingId.SPOT);

  /** A message and the type that its address declares. */
  record Sent(Class<?> type, Object message) {}

  static Stream<Sent> messages() {
    return Stream.of(commands(), answers(), others()).flatMap(sent -> sent);
  }

  private static Stream<Sent> commands() {
    return Stream.<ProviderCommand>of(
            new ProviderCommand.Offerings("next"),
            new ProviderCommand.Instances(new ProviderCommand.Scope.Tagged("i", "c"), ""),
            new ProviderCommand.Instances(
                new ProviderCommand.Scope.Group("g", Map.of("k", "v")), ""),
            new ProviderCommand.Instances(new ProviderCommand.Scope.Inventory(), ""),
            new ProviderCommand.TargetSize("g", Map.of()),
            new ProviderCommand.Create(
                OWNER,
                "g-a",
                SMALL,
                new ProviderCommand.Template(
                    Map.of("l", "v"),
                    List.of(new Taint("t", "", Taint.Effect.NO_EXECUTE)),
                    Map.of()),
                new ProviderCommand.SizeChange(1, 2),
                "m-1",
                TOKEN),
            new ProviderCommand.Delete(OWNER, "x://1", Map.of("a", "b"), null, TOKEN),
            new ProviderCommand.PutBack(
                OWNER, Map.of(), new ProviderCommand.SizeChange(2, 1), TOKEN))
        .map(command -> new Sent(ProviderCommand.class, command));
  }

  private static Stream<Sent> answers() {
    OfferingFact offering =
        new OfferingFact(
            new ProviderName("cloud"),
            SMALL,
            Price.perHour("0.04"),
            Resources.of(2_000, 4L << 30, 110),
            Resources.of(1_900, 3L << 30, 110),
            Map.of("arch", "amd64"));
    return Stream.<ProviderAnswer>of(
            new ProviderAnswer.Offered(List.of(offering), "next"),
            new ProviderAnswer.Listed(
                List.of(
                    new Instance("x://1", "n", Instance.State.RUNNING, OWNER),
                    new Instance("x://2", "m", Instance.State.OFF, null)),
                ""),
            new ProviderAnswer.Sized(3),
            new ProviderAnswer.Created(new Instance("x://1", "n", Instance.State.PENDING, OWNER)),
            new ProviderAnswer.Accepted(),
            new ProviderAnswer.Deleting(),
            new ProviderAnswer.Failed(new ProviderFailure.NotFound("d")),
            new ProviderAnswer.Failed(new ProviderFailure.NoCapacity("d")),
            new ProviderAnswer.Failed(
                new ProviderFailure.RateLimited("d", Duration.ofMillis(1_500))),
            new ProviderAnswer.Failed(new ProviderFailure.Denied("d")),
            new ProviderAnswer.Failed(new ProviderFailure.Unreachable("d", true)),
            new ProviderAnswer.Failed(new ProviderFailure.Superseded("d")))
        .map(answer -> new Sent(ProviderAnswer.class, answer));
  }

  private static Stream<Sent> others() {
    return Stream.of(
        new Sent(Capabilities.class, Capabilities.UNKNOWN),
        new Sent(ProviderState.class, new ProviderState("cloud", false, "R", "d", NOW)),
        new Sent(
            MetricsState.class,
            new MetricsState("uid", false, "", MetricsState.Reason.METRICS_STALE, "d", 0, NOW)),
        new Sent(
            UtilizationSamples.class,
            new UtilizationSamples(
                List.of(new UtilizationFact(new NodeName("one"), 0.5, 0.25, NOW)))),
        new Sent(
            InterruptionFact.class,
            new InterruptionFact("x://1", InterruptionFact.Kind.INTERRUPTION, null, NOW)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void arrivesAtAnotherMemberAsItWasSent(Sent sent) throws Exception {
    String json = Json.mapper().writerFor(sent.type()).writeValueAsString(sent.message());

    assertThat((Object) Json.mapper().readValue(json, sent.type())).isEqualTo(sent.message());
  }
}

package io.drover.verticles.bus;

import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Plan;
import io.drover.rules.safety.ApprovedPlan;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final OwnerTag OWNER = new OwnerTag("home", "uid", "general", "intent");
  private static final Token TOKEN = new Token(1, 1_795_176_000L);
  private static final OfferingId SMALL = new OfferingId("small", "z1", "spot");

  private record Sent<M>(Class<M> type, M message) {
    void survives() {
      JsonCodec<M> codec = new JsonCodec<>(type);
      Buffer wire = Buffer.buffer("before");
      int start = wire.length();
      codec.encodeToWire(wire, message);
      assertThat(codec.decodeFromWire(start, wire)).isEqualTo(message);
    }
  }

  static Stream<Sent<?>> commands() {
    ProviderCommand.Template template =
        new ProviderCommand.Template(
            Map.of("team", "a"),
            List.of(new Taint("key", "", Taint.Effect.NO_EXECUTE)),
            Map.of("image", "debian"));
    ProviderCommand.SizeChange size = new ProviderCommand.SizeChange(2, 3);
    return Stream.<ProviderCommand>of(
            new ProviderCommand.Offerings(""),
            new ProviderCommand.Instances(new ProviderCommand.Scope.Tagged("home", "uid"), "p2"),
            new ProviderCommand.Instances(new ProviderCommand.Scope.Group("g", Map.of()), ""),
            new ProviderCommand.Instances(new ProviderCommand.Scope.Inventory(), ""),
            new ProviderCommand.TargetSize("general", Map.of("pool", "a")),
            new ProviderCommand.Create(OWNER, "general-1", SMALL, template, null, null, TOKEN),
            new ProviderCommand.Create(OWNER, "general-1", SMALL, template, size, "m1", TOKEN),
            new ProviderCommand.Delete(OWNER, "sim://1", Map.of(), null, TOKEN),
            new ProviderCommand.Delete(OWNER, "sim://1", Map.of("pool", "a"), size, TOKEN))
        .map(command -> new Sent<>(ProviderCommand.class, command));
  }

  static Stream<Sent<?>> answers() {
    Instance tagged = new Instance("sim://1", "one", Instance.State.RUNNING, OWNER);
    Instance bare = new Instance("sim://2", "two", Instance.State.OFF, null);
    return Stream.<ProviderAnswer>of(
            new ProviderAnswer.Offered(
                List.of(anOffering("small").spot().labelled("disk", "ssd").build()), "p2"),
            new ProviderAnswer.Listed(List.of(tagged, bare), ""),
            new ProviderAnswer.Sized(3),
            new ProviderAnswer.Created(tagged),
            new ProviderAnswer.Accepted(),
            new ProviderAnswer.Deleting(),
            failed(new ProviderFailure.NotFound("gone")),
            failed(new ProviderFailure.NoCapacity("sold out")),
            failed(new ProviderFailure.RateLimited("slow", Duration.ofMillis(1500))),
            failed(new ProviderFailure.Denied("quota")),
            failed(new ProviderFailure.Unreachable("lost", true)))
        .map(answer -> new Sent<>(ProviderAnswer.class, answer));
  }

  private static ProviderAnswer failed(ProviderFailure failure) {
    return new ProviderAnswer.Failed(failure);
  }

  static Stream<Sent<?>> others() {
    return Stream.of(
        new Sent<>(CapabilitiesRequest.class, new CapabilitiesRequest("execution")),
        new Sent<>(
            Capabilities.class,
            new Capabilities(
                Capabilities.Identity.FIXED,
                Capabilities.Creation.SWITCH,
                true,
                Duration.ofMinutes(2))),
        new Sent<>(DeskQuestion.class, new DeskQuestion("snapshot", "", true, false, "7", 2)),
        new Sent<>(DeskPage.class, new DeskPage("home/one", 200, "7", 3, "YWJj")),
        new Sent<>(StandbyRequest.class, new StandbyRequest("home/one")),
        new Sent<>(Standby.class, new Standby("home/two", true)),
        new Sent<>(
            ProviderState.class, new ProviderState("cloud", false, "RATE_LIMITED", "slow", AT)),
        new Sent<>(
            UtilizationSamples.class,
            new UtilizationSamples(List.of(new UtilizationFact(new NodeName("a"), 0.25, 0.5, AT)))),
        new Sent<>(
            InterruptionFact.class,
            new InterruptionFact(
                "sim://1", InterruptionFact.Kind.INTERRUPTION, AT.plusSeconds(120), AT)),
        new Sent<>(
            InterruptionFact.class,
            new InterruptionFact(
                "sim://1", InterruptionFact.Kind.REBALANCE_RECOMMENDATION, null, AT)));
  }

  @ParameterizedTest
  @MethodSource({"commands", "answers", "others"})
  void whatMayLeaveAMemberSurvivesTheWayAsJson(Sent<?> sent) {
    sent.survives();
  }

  @Test
  void theNeedsOfAPodSurviveTheWayAsJsonThoughTheyNeverNeedTo() {
    LabelSelector web =
        new LabelSelector(
            List.of(new Requirement("app", Requirement.Operator.NOT_IN, List.of("web"))));
    AffinityTerm term = new AffinityTerm("zone", Set.of("shop"), new LabelSelector(List.of()), web);
    PodNeeds needs =
        aPod("p")
            .spreading(new SpreadConstraint("zone", 1, 2, web, true, false))
            .near(term)
            .apartFrom(term)
            .mounting("claim")
            .mounting(new PodVolumes.Disk("rbd", "m rbd x", true, true))
            .hostPort(80)
            .requesting("one")
            .notSimulated("resourceClaims")
            .build()
            .needs();

    new Sent<>(PodNeeds.class, needs).survives();
  }

  @ParameterizedTest
  @ValueSource(classes = {ApprovedPlan.class, Plan.class, FactBatch.class, ClusterOrder.class})
  void whatIsLocalRefusesToBeEncodedOrDecoded(Class<?> type) {
    ReferenceCodec<?> codec = new ReferenceCodec<>(type);

    assertThatThrownBy(() -> codec.decodeFromWire(0, Buffer.buffer()))
        .hasMessageContaining("local-only");
  }

  @Test
  void aLocalMessageIsHandedOverAsItIs() {
    FactBatch batch = new FactBatch(new Position(1, 1), List.of());
    ReferenceCodec<FactBatch> codec = new ReferenceCodec<>(FactBatch.class);

    assertThat(codec.transform(batch)).isSameAs(batch);
    assertThatThrownBy(() -> codec.encodeToWire(Buffer.buffer(), batch))
        .hasMessageContaining("local-only");
  }

  @Test
  void refusesAMessageOfMoreThanSixtyFourKibibytes() {
    JsonCodec<CapabilitiesRequest> codec = new JsonCodec<>(CapabilitiesRequest.class);
    int around = "{\"asker\":\"\"}".length();
    CapabilitiesRequest most = new CapabilitiesRequest("x".repeat(65_536 - around));
    CapabilitiesRequest more = new CapabilitiesRequest("x".repeat(65_537 - around));

    codec.encodeToWire(Buffer.buffer(), most);
    assertThatThrownBy(() -> codec.encodeToWire(Buffer.buffer(), more))
        .hasMessageContaining("65537 bytes");
  }

  @Test
  void readsAMessageOfALaterVersion() {
    byte[] later =
        "{\"asker\":\"planning\",\"since\":3}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Buffer wire = Buffer.buffer().appendInt(later.length).appendBytes(later);

    assertThat(new JsonCodec<>(CapabilitiesRequest.class).decodeFromWire(0, wire))
        .isEqualTo(new CapabilitiesRequest("planning"));
  }
}

package io.drover.daemon.config;

import static io.drover.daemon.config.ConfigTexts.GROUP;
import static io.drover.daemon.config.ConfigTexts.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.daemon.config.ConfigDiff.Change;
import io.drover.daemon.config.ConfigDiff.Effect;
import org.junit.jupiter.api.Test;

class ConfigDiffTest {
  @Test
  void findsNothingBetweenEquals() {
    assertThat(ConfigDiff.between(parsed(GROUP), parsed(GROUP)).isEmpty()).isTrue();
  }

  @Test
  void saysWhatAppliesLiveAndWhatNeedsARestart() {
    ConfigDiff diff =
        ConfigDiff.between(
            parsed(GROUP),
            parsed(
                GROUP.replace("max: 5", "max: 6, zones: [a], labels: {example.com/x: y}")
                    + """
                    http: {port: 8081}
                    timings: {planInterval: 1m}
                    spot: {webhook: {secret: {environment: S}}}
                    """));
    assertThat(diff.changes())
        .containsExactly(
            new Change("http.port", "8080", "8081", Effect.AFTER_RESTART),
            new Change("nodeGroups.general.labels[\"example.com/x\"]", null, "y", Effect.LIVE),
            new Change("nodeGroups.general.max", "5", "6", Effect.LIVE),
            new Change("nodeGroups.general.zones", null, "[a]", Effect.LIVE),
            new Change("spot.webhook.replayWindow", null, "5m", Effect.LIVE),
            new Change("spot.webhook.secret", null, "Environment[environment=S]", Effect.LIVE),
            new Change("timings.planInterval", "30s", "1m", Effect.LIVE));
    assertThat(diff.needingRestart()).extracting(Change::path).containsExactly("http.port");
  }

  @Test
  void findsAGroupThatIsGone() {
    DroverConfig without = parsed(GROUP.substring(0, GROUP.indexOf("nodeGroups")));
    assertThat(ConfigDiff.between(parsed(GROUP), without).changes())
        .extracting(Change::path)
        .contains("nodeGroups.general.max")
        .allMatch(path -> path.startsWith("nodeGroups.general."));
  }
}

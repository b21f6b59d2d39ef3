package io.drover.daemon.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

/** Configurations as texts, and what the parser makes of them. */
final class ConfigTexts {
  static final String LEAST =
      """
      installation: home
      clusters:
        prod: {kubeconfig: /k}
      """;
  static final String GROUP =
      LEAST
          + """
          providers:
            cloud: {kind: simulated, endpoint: "http://127.0.0.1:7700"}
          nodeGroups:
            general: {cluster: prod, provider: cloud, max: 5}
          """;

  private ConfigTexts() {}

  static ParseResult parse(String text) {
    return new ConfigParser(Set.of("simulated", "vpsie"))
        .parse("drover.yaml", text.getBytes(UTF_8));
  }

  static DroverConfig parsed(String text) {
    ParseResult result = parse(text);
    if (result instanceof ParseResult.Rejected rejected) throw new AssertionError(rejected.text());
    return ((ParseResult.Parsed) result).config();
  }

  static ParseResult.Rejected rejected(String text) {
    ParseResult result = parse(text);
    assertThat(result).isInstanceOf(ParseResult.Rejected.class);
    return (ParseResult.Rejected) result;
  }

  /** The only problem, as {@code path: text}. */
  static String problem(String text) {
    ParseResult.Rejected rejected = rejected(text);
    assertThat(rejected.problems()).as(rejected.text()).hasSize(1);
    Problem problem = rejected.problems().getFirst();
    return problem.path() + ": " + problem.text();
  }
}

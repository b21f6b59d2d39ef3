package io.drover.verticles.provider.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.http.Http.Request;
import io.drover.verticles.provider.vpsie.VpsieAccount.Access;
import io.drover.verticles.provider.vpsie.VpsieAccount.Lists;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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

  private final StringBuilder recorded = new StringBuilder();

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

    record("offerings", bench, new ProviderCommand.Offerings(""));
    bench.settle();
    ProviderAnswer made = record("create", bench, bench.create("a", SETTINGS));
    Instance machine = ((ProviderAnswer.Created) made).instance();
    bench.start();
    record("list after a restart", bench, new ProviderCommand.Instances(bench.scope(), ""));
    record("delete", bench, bench.delete("a", machine.providerId()));
    record("delete of what is gone", bench, bench.delete("a", machine.providerId()));

    assertThat(recorded.toString()).isEqualTo(expected(shape));
  }

  private ProviderAnswer record(String title, VpsieBench bench, ProviderCommand command) {
    int before = bench.far.sent.size();
    ProviderAnswer answer = bench.ask(command);
    assertThat(answer).isNotInstanceOf(ProviderAnswer.Failed.class);
    recorded.append("== ").append(title).append('\n');
    bench.far.sent.stream().skip(before).forEach(sent -> write(sent.request()));
    return answer;
  }

  private void write(Request request) {
    recorded.append(request.method()).append(' ').append(request.uri()).append('\n');
    new TreeMap<>(request.headers())
        .forEach((name, value) -> recorded.append(name).append(": ").append(value).append('\n'));
    if (!request.body().isEmpty()) {
      recorded.append(request.body()).append('\n');
    }
    recorded.append('\n');
  }

  private static String expected(VpsieShape shape) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(RecordedRequestsTest.class.getResourceAsStream(shape + ".txt"))) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}

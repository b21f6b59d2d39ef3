package io.drover.verticles.provider.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.http.Http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The requests that the VPSie in memory was sent, as text. */
final class Recording {
  private final StringBuilder text = new StringBuilder();
  private final FakeVpsie far;

  Recording(FakeVpsie far) {
    this.far = far;
  }

  /** Writes down what is sent for the answer, which must not be a failure. */
  ProviderAnswer record(String title, Supplier<ProviderAnswer> question) {
    int before = far.sent.size();
    ProviderAnswer answer = question.get();
    assertThat(answer).isNotInstanceOf(ProviderAnswer.Failed.class);
    text.append("== ").append(title).append('\n');
    far.sent.stream().skip(before).forEach(sent -> write(sent.request()));
    return answer;
  }

  private void write(Request request) {
    text.append(request.method()).append(' ').append(request.uri()).append('\n');
    new TreeMap<>(request.headers())
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    if (!request.body().isEmpty()) {
      text.append(request.body()).append('\n');
    }
    text.append('\n');
  }

  /** Compares with the text beside the tests. */
  void isWhatStandsIn(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(Recording.class.getResourceAsStream(file))) {
      assertThat(text.toString()).isEqualTo(new String(in.readAllBytes(), UTF_8));
    }
  }
}

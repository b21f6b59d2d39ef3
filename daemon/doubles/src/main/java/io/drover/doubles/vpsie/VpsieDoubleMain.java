package io.drover.doubles.vpsie;

import io.drover.doubles.cloud.Arguments;
import io.drover.doubles.cloud.Kubeconfig;
import io.drover.doubles.cloud.KubernetesBoot;
import io.drover.doubles.cloud.MachineBoot;
import io.drover.doubles.cloud.NowhereBoot;
import io.drover.doubles.cloud.Timeline;
import io.drover.doubles.cloud.VertxTimeline;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the double as a process of its own. What it knows ends with it; everything but its accounts
 * and its pace is set under {@code /_double}.
 */
public final class VpsieDoubleMain {
  private static final String USAGE =
      "usage: --port N|0 --accounts FILE [--kubeconfig FILE] [--boot-delay 2s] [--delete-delay 1s]"
          + " [--certificate FILE --key FILE] [--list-lag 0s] [--linger 0s] [--token-life 1h] [--calls-per-minute N]"
          + "   (accounts: lines of CLIENT-ID CLIENT-SECRET [FIXED-TOKEN])";
  private static final Set<String> OPTIONS =
      Set.of(
          "--port",
          "--accounts",
          "--kubeconfig",
          "--certificate",
          "--key",
          "--boot-delay",
          "--delete-delay",
          "--list-lag",
          "--linger",
          "--token-life",
          "--calls-per-minute");

  private VpsieDoubleMain() {}

  public static void main(String... args) {
    try {
      run(Arguments.of(OPTIONS, args));
    } catch (IllegalArgumentException | IOException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  private static void run(Arguments arguments) throws IOException {
    Path accounts =
        arguments
            .file("--accounts")
            .orElseThrow(() -> new IllegalArgumentException("--accounts is missing"));
    int port = arguments.port();
    Vertx vertx = Vertx.vertx();
    Timeline timeline = new VertxTimeline(vertx);
    VpsieDouble api = new VpsieDouble(timeline, boot(arguments, timeline));
    for (String line : Files.readAllLines(accounts)) open(api.accounts(), line);
    api.behave(before -> behaviour(arguments, before));
    HttpServerOptions door = door(arguments);
    String scheme = door.isSsl() ? "https" : "http";
    new VpsieHttp(vertx, api, door)
        .listen(port)
        .onSuccess(
            actual -> System.out.println("listening on " + scheme + "://127.0.0.1:" + actual))
        .onFailure(
            failure -> {
              System.err.println("cannot listen: " + failure.getMessage());
              System.exit(1);
            });
  }

  private static HttpServerOptions door(Arguments arguments) {
    HttpServerOptions door = new HttpServerOptions();
    Optional<Path> certificate = arguments.file("--certificate");
    Optional<Path> key = arguments.file("--key");
    if (certificate.isEmpty() || key.isEmpty()) return door;
    return door.setSsl(true)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(certificate.get().toString())
                .setKeyPath(key.get().toString()));
  }

  private static MachineBoot boot(Arguments arguments, Timeline timeline) throws IOException {
    Optional<Path> kubeconfig = arguments.file("--kubeconfig");
    return kubeconfig.isPresent()
        ? new KubernetesBoot(Kubeconfig.read(kubeconfig.get()), timeline)
        : new NowhereBoot();
  }

  private static void open(Accounts accounts, String line) {
    if (line.isBlank()) return;
    String[] words = line.strip().split("\\s+", -1);
    if (words.length < 2) throw new IllegalArgumentException("an account without a secret");
    accounts.open(words[0], words[1]);
    if (words.length > 2) accounts.fixedToken(words[0], words[2]);
  }

  private static Behaviour behaviour(Arguments arguments, Behaviour usual) {
    Pace pace = usual.pace();
    String calls = arguments.values().get("--calls-per-minute");
    return usual
        .at(
            new Pace(
                arguments.delay("--boot-delay", pace.boot()),
                arguments.delay("--delete-delay", pace.delete()),
                arguments.delay("--list-lag", pace.listLag()),
                arguments.delay("--linger", pace.linger())))
        .withTokensLiving(arguments.delay("--token-life", usual.tokenLife()))
        .admitting(calls == null ? usual.callsPerMinute() : Integer.parseInt(calls));
  }
}

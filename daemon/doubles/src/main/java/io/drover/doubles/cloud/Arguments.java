package io.drover.doubles.cloud;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line: pairs of option and value. */
public record Arguments(Map<String, String> values) {
  static final String USAGE =
      "usage: --port N|0 --state DIR [--kubeconfig FILE] [--boot-delay 2s] [--terminate-delay 1s] [--forget-after 1m]"
          + " [--offerings FILE] [--token-file FILE] [--rate-limit N] [--fenced true]   (N calls per second, also written N/s)";
  private static final Set<String> OPTIONS =
      Set.of(
          "--port",
          "--state",
          "--kubeconfig",
          "--boot-delay",
          "--terminate-delay",
          "--forget-after",
          "--offerings",
          "--token-file",
          "--rate-limit",
          "--fenced");

  /** The command line of {@link SimulatedCloudMain}. */
  static Arguments of(String... args) {
    return of(OPTIONS, args);
  }

  /** A command line that knows these options. */
  public static Arguments of(Set<String> options, String... args) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!options.contains(args[i]) || i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " is unknown or has no value");
      }
      if (values.put(args[i], args[i + 1]) != null) {
        throw new IllegalArgumentException(args[i] + " is given twice");
      }
    }
    return new Arguments(values);
  }

  public int port() {
    return Integer.parseInt(required("--port"));
  }

  Path state() {
    return Path.of(required("--state"));
  }

  public Optional<Path> file(String option) {
    return Optional.ofNullable(values.get(option)).map(Path::of);
  }

  /** The options that do not need a file to be read. */
  CloudOptions options() {
    CloudOptions options = CloudOptions.standard();
    return options
        .withBootDelay(delay("--boot-delay", options.bootDelay()))
        .withTerminateDelay(delay("--terminate-delay", options.terminateDelay()))
        .withForgetAfter(delay("--forget-after", options.forgetAfter()))
        .withRateLimit(Integer.parseInt(values.getOrDefault("--rate-limit", "0").replace("/s", "")))
        .refusingLowerClaims(Boolean.parseBoolean(values.get("--fenced")));
  }

  public Duration delay(String option, Duration otherwise) {
    String given = values.get(option);
    return given == null ? otherwise : Delay.parse(given);
  }

  private String required(String option) {
    String value = values.get(option);
    if (value == null) throw new IllegalArgumentException(option + " is missing");
    return value;
  }
}

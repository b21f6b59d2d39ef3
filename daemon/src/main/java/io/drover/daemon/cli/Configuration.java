package io.drover.daemon.cli;

import io.drover.daemon.config.ConfigParser;
import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.config.ParseResult;
import io.drover.daemon.wiring.StartFailure;
import java.nio.file.Path;
import java.util.Set;

/** The configuration file of a command. */
final class Configuration {
  static final Set<String> PROVIDER_KINDS = Set.of("simulated", "vpsie");
  static final String DEFAULT_FILE = "/etc/drover/drover.yaml";

  private Configuration() {}

  static ParseResult parse(Path file, ConfigParser.ReferencedFiles files) {
    return new ConfigParser(PROVIDER_KINDS, files).parse(file);
  }

  /** The configuration; throws {@link StartFailure} with every problem at once. */
  static DroverConfig read(Path file) {
    return read(file, ConfigParser.ReferencedFiles.CHECKED);
  }

  static DroverConfig read(Path file, ConfigParser.ReferencedFiles files) {
    return switch (parse(file, files)) {
      case ParseResult.Parsed(DroverConfig config) -> config;
      case ParseResult.Rejected rejected -> throw new StartFailure(rejected.text().strip());
    };
  }
}

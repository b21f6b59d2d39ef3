package io.drover.daemon.convert;

import io.drover.verticles.provider.vpsie.VpsieShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The old objects that tests convert. */
final class Examples {
  static final ConversionOptions OPTIONS =
      new ConversionOptions("prod", "vpsie", "home", VpsieShape.DOCUMENT);
  private static final Path FOLDER = Path.of("src/test/resources/io/drover/daemon/convert");

  private Examples() {}

  static String text(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Converted document() {
    return VpsieConversion.of(
        Map.of("document.yaml", text("document.yaml")), text("document.flags"), OPTIONS);
  }

  static Converted full() {
    return VpsieConversion.of(Map.of("full.yaml", text("full.yaml")), "", OPTIONS);
  }

  static Converted of(String yaml) {
    return VpsieConversion.of(Map.of("old.yaml", yaml), "", OPTIONS);
  }

  /** A NodeGroup with these lines in its spec besides what must be there. */
  static Converted group(String... spec) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: autoscaler.vpsie.com/v1alpha1
            kind: NodeGroup
            metadata: {name: workers, namespace: kube-system}
            spec:
              minNodes: 1
              maxNodes: 3
            """);
    for (String line : spec) {
      text.append("  ").append(line).append('\n');
    }
    return of(text.toString());
  }

  /** What became of the only field of this path. */
  static ReportLine line(Converted converted, String path) {
    return converted.lines().stream()
        .filter(line -> line.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is told of " + path));
  }
}

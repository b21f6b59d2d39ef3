package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  private final Path folder;

  BinariesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void takesTheNamedDirectoryFirstThenThePathThenTheCache() throws Exception {
    Path named = directoryWithPrometheus("named");
    Path onPath = directoryWithPrometheus("path");
    Path cache = directoryWithPrometheus("cache/drover/prometheus-0.315.0");
    Map<String, String> cached = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
    Map<String, String> path =
        Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString(), "PATH", "/none:" + onPath);
    Map<String, String> all =
        Map.of(
            "XDG_CACHE_HOME",
            folder.resolve("cache").toString(),
            "PATH",
            onPath.toString(),
            "DROVER_PROMETHEUS",
            named.toString());

    assertThat(Binaries.prometheus(cached).directory()).isEqualTo(cache);
    assertThat(Binaries.prometheus(path).directory()).isEqualTo(onPath);
    assertThat(Binaries.prometheus(all).directory()).isEqualTo(named);
  }

  @Test
  void refusesANamedDirectoryThatLacksAProgram() {
    assertThatThrownBy(() -> Binaries.prometheus(Map.of("DROVER_PROMETHEUS", folder.toString())))
        .hasMessageContaining("DROVER_PROMETHEUS=" + folder)
        .hasMessageContaining("prometheus");
  }

  private Path directoryWithPrometheus(String name) throws Exception {
    Path directory = Files.createDirectories(folder.resolve(name));
    Path program = Files.writeString(directory.resolve("prometheus"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return directory;
  }
}

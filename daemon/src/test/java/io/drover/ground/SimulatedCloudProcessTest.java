package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a small program in the place of the simulated cloud. */
class SimulatedCloudProcessTest {
  private static final String ENTRY = "io/drover/doubles/cloud/SimulatedCloudMain.class";

  private final Path folder;

  SimulatedCloudProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void findsThePortAndKeepsItThroughARestart() throws Exception {
    Path distribution =
        distribution(
            """
            String port = args[1].equals("0") ? "4711" : args[1];
            System.out.println("some log line");
            System.out.println("listening on http://127.0.0.1:" + port);
            System.out.println(String.join(" ", args));
            Thread.sleep(600_000);
            """);
    try (SimulatedCloudProcess cloud =
        SimulatedCloudProcess.start(distribution, Path.of("a-kubeconfig"))) {
      assertThat(cloud.url()).isEqualTo("http://127.0.0.1:4711");

      cloud.process().kill9();
      cloud.restart();

      assertThat(cloud.process().isAlive()).isTrue();
      assertThat(cloud.log()).contains("--port 4711 --state ", "--kubeconfig a-kubeconfig");
    }
  }

  @Test
  void saysWhatACloudThatEndedHasLogged() throws Exception {
    Path distribution = distribution("throw new IllegalStateException(\"no state\");");

    assertThatThrownBy(() -> SimulatedCloudProcess.start(distribution, Path.of("a-kubeconfig")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no state");
  }

  private Path distribution(String body) throws Exception {
    Path source = folder.resolve("SimulatedCloudMain.java");
    Files.writeString(
        source,
        """
        package io.drover.doubles.cloud;
        public class SimulatedCloudMain {
          public static void main(String[] args) throws Exception {
        %s
          }
        }
        """
            .formatted(body));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(result).isZero();
    Path lib = Files.createDirectories(folder.resolve("lib"));
    try (OutputStream file = Files.newOutputStream(lib.resolve("doubles.jar"));
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(ENTRY));
      jar.write(Files.readAllBytes(folder.resolve(ENTRY)));
      jar.closeEntry();
    }
    return folder;
  }
}

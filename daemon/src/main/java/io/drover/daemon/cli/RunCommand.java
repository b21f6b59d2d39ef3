package io.drover.daemon.cli;

import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.systemd.Hangup;
import io.drover.daemon.wiring.KubernetesSource;
import io.drover.daemon.wiring.Parts;
import io.drover.daemon.wiring.Policies;
import io.drover.daemon.wiring.Providers;
import io.drover.daemon.wiring.Running;
import io.drover.daemon.wiring.StartFailure;
import io.drover.verticles.policies.DiskCompiledRules;
import io.drover.verticles.policies.FolderSource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drover run}. */
@Command(
    name = "run",
    description = {
      "Serve the configured clusters until told to end.",
      "SIGHUP takes the configuration anew, or keeps the old one and says why."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = Configuration.DEFAULT_FILE,
      description = "configuration file (default: ${DEFAULT-VALUE})")
  private Path file = Path.of(Configuration.DEFAULT_FILE);

  @Option(
      names = "--observe",
      description = "decide and explain, never act, whatever the configuration says")
  private boolean observe;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Service service = new Service();

  @Override
  public Integer call() throws Exception {
    DroverConfig config;
    try {
      config = Configuration.read(file);
    } catch (StartFailure problems) {
      spec.commandLine().getErr().println(problems.getMessage());
      return Exit.PROBLEMS;
    }
    Parts parts =
        new Parts(
            config,
            observe,
            vertx -> new KubernetesSource(vertx, config.timings().viewMaxAge()),
            Providers::make,
            Policies.of(
                new FolderSource(config.policies()),
                DiskCompiledRules.in(config.stateDirectory().resolve("policies/compiled"))),
            line -> {});
    try {
      return service.run(parts, this::started);
    } catch (StartFailure failure) {
      spec.commandLine().getErr().println("drover: " + failure.getMessage());
      return Exit.CANNOT_START;
    }
  }

  private void started(Running running) {
    running.reader(() -> Configuration.read(file));
    Hangup.onSignal(
        () -> {
          service.reloading();
          running
              .reload()
              .onComplete(
                  done ->
                      service.ready(
                          done.succeeded()
                              ? "reloaded, " + done.result()
                              : "the new configuration was refused; the old one is kept"));
        });
  }
}

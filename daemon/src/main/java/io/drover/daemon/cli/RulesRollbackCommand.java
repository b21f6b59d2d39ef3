package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code drover rules rollback}. */
@Command(
    name = "rollback",
    description = {
      "Have a former version decide, until the policy folder changes or is applied.",
      "The folder stays as it is. drover rules history lists the versions."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RulesRollbackCommand implements Callable<Integer> {
  @Mixin private PolicyOrders orders = new PolicyOrders();

  @Parameters(paramLabel = "VERSION", description = "as drover rules history shows it")
  private String version = "";

  @Override
  public Integer call() throws JsonProcessingException {
    return orders.send(
        HttpMethod.POST,
        "/v1/rules/rollback/" + ControlClient.encoded(version),
        (report, out) -> PolicyOrders.printState(report, out));
  }
}

package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drover rules apply}. */
@Command(
    name = "apply",
    description = {
      "Have the policy folder as it is now decide, also after a rollback.",
      "A change that is larger than safety.maxPolicyChange is held until it is confirmed.",
      "Exit code 1 when it is refused or held."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RulesApplyCommand implements Callable<Integer> {
  @Mixin private PolicyOrders orders = new PolicyOrders();

  @Option(
      names = "--confirm",
      description = "take it however much it changes, and if nobody can tell how much")
  private boolean confirm;

  @Override
  public Integer call() throws JsonProcessingException {
    return orders.send(
        HttpMethod.POST,
        "/v1/rules/apply?confirm=" + confirm,
        (report, out) -> {
          PolicyOrders.printDifferences(report, out);
          PolicyOrders.printState(report, out);
        });
  }
}

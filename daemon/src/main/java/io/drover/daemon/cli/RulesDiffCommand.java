package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code drover rules diff}. */
@Command(
    name = "diff",
    description = {
      "Tell what the policy folder as it is now would decide differently on the live clusters.",
      "Nothing is changed. Exit code 1 when the folder is refused, or nobody can tell."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RulesDiffCommand implements Callable<Integer> {
  @Mixin private PolicyOrders orders = new PolicyOrders();

  @Override
  public Integer call() throws JsonProcessingException {
    return orders.send(HttpMethod.POST, "/v1/rules/compare", PolicyOrders::printDifferences);
  }
}

package io.drover.daemon.wiring;

import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.journal.JournalLine;
import io.drover.verticles.policies.Compiling;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * What differs between the daemon in service and the demo; everything else is the same house.
 *
 * @param observe whether nothing may be carried out in any cluster
 * @param teller is told each journal line as it is written
 */
public record Parts(
    DroverConfig config,
    boolean observe,
    ClusterFactory clusters,
    ProviderFactory providers,
    Compiling policies,
    Consumer<JournalLine> teller) {

  /** Makes the source of served clusters once Vert.x runs. */
  @FunctionalInterface
  public interface ClusterFactory {
    ClusterSource on(Vertx vertx);
  }

  /** Makes the provider of an account. */
  @FunctionalInterface
  public interface ProviderFactory {
    NodeProvider make(Account account);
  }
}

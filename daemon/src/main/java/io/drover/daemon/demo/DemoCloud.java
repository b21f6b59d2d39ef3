package io.drover.daemon.demo;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;

/** A cloud on loopback whose machines boot in the demo's cluster. */
interface DemoCloud {
  /** Opens its door on any free port, which is the result. */
  Future<Integer> listen();

  /**
   * The account there, as the configuration has it.
   *
   * @param folder for what the account needs beside the configuration
   */
  String account(Path folder, int port);

  /** What there is to tell at the end of a cycle. */
  List<String> summary();
}

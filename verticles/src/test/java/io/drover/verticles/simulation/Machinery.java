package io.drover.verticles.simulation;

import io.drover.verticles.provider.NodeProvider;
import java.util.List;

/** What stands at the far end of a provider; it outlives the processes that reach it. */
public interface Machinery {
  /** The provider as a process that has just started reaches it: without memory. */
  NodeProvider reached();

  /** Machines that run or start. */
  int running();

  /** Machines that were ever made or switched on. */
  int made();

  /** A machine that runs starts again, and its kubelet registers. */
  void reboot(String providerId);

  /** Machines that were taken away while pods ran on them. */
  List<String> pulled();
}

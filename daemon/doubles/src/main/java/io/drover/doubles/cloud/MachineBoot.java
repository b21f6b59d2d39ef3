package io.drover.doubles.cloud;

/**
 * Where a machine's operating system would run. Both calls return at once, may come twice for the
 * same machine, and are carried out until they succeed. An implementation that wants a boot not to
 * be repeated after a restart of the cloud reports success with {@link SimulatedCloud#joined}.
 */
public interface MachineBoot {
  /** The machine is up: it joins its cluster as a node. */
  void boot(Machine machine);

  /** The machine goes silent. Its node object stays: removing that is the autoscaler's business. */
  void stop(Machine machine);
}

package io.drover.doubles.cloud;

/** Machines that run and join nothing: for a cloud without a cluster. */
public final class NowhereBoot implements MachineBoot {
  @Override
  public void boot(Machine machine) {}

  @Override
  public void stop(Machine machine) {}
}

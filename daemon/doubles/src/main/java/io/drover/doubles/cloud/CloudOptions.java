package io.drover.doubles.cloud;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a cloud behaves when nothing goes wrong.
 *
 * @param bootDelay from the creation of an instance to its machine's boot
 * @param terminateDelay from the request to delete an instance to its end
 * @param forgetAfter how long a terminated instance stays in lists
 * @param callsPerSecond the account's rate limit; 0 = none
 * @param fenced whether a call under a lower claim than one before is refused
 */
public record CloudOptions(
    List<Offering> offerings,
    Duration bootDelay,
    Duration terminateDelay,
    Duration forgetAfter,
    int callsPerSecond,
    boolean fenced) {
  public CloudOptions {
    offerings = List.copyOf(offerings);
    if (callsPerSecond < 0) throw new IllegalArgumentException("the rate limit is negative");
  }

  /** The standard catalogue, boot in 2 s, end in 1 s, forgotten after 60 s, no rate limit. */
  public static CloudOptions standard() {
    return new CloudOptions(
        Catalogue.standard(),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        0,
        false);
  }

  public CloudOptions selling(List<Offering> others) {
    return new CloudOptions(others, bootDelay, terminateDelay, forgetAfter, callsPerSecond, fenced);
  }

  public CloudOptions withBootDelay(Duration delay) {
    return new CloudOptions(offerings, delay, terminateDelay, forgetAfter, callsPerSecond, fenced);
  }

  public CloudOptions withTerminateDelay(Duration delay) {
    return new CloudOptions(offerings, bootDelay, delay, forgetAfter, callsPerSecond, fenced);
  }

  public CloudOptions withForgetAfter(Duration delay) {
    return new CloudOptions(offerings, bootDelay, terminateDelay, delay, callsPerSecond, fenced);
  }

  public CloudOptions withRateLimit(int calls) {
    return new CloudOptions(offerings, bootDelay, terminateDelay, forgetAfter, calls, fenced);
  }

  public CloudOptions refusingLowerClaims(boolean refuse) {
    return new CloudOptions(
        offerings, bootDelay, terminateDelay, forgetAfter, callsPerSecond, refuse);
  }

  Optional<Offering> offeringOf(CreateRequest request) {
    return offerings.stream().filter(offering -> offering.is(request)).findFirst();
  }
}

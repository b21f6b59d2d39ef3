package io.drover.doubles.vpsie;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Remembers every request, the newest {@value #MOST} of them. */
public final class Witness {
  private static final int MOST = 100_000;
  private final Deque<SeenRequest> seen = new ArrayDeque<>();
  private Consumer<SeenRequest> listener = any -> {};

  synchronized void saw(SeenRequest request) {
    if (seen.size() == MOST) seen.removeFirst();
    seen.addLast(request);
    listener.accept(request);
  }

  /** Tells this one, and no other, of each request from now on, once it has been dealt with. */
  public synchronized void tell(Consumer<SeenRequest> one) {
    listener = one;
  }

  /** Oldest first. */
  public synchronized List<SeenRequest> requests() {
    return List.copyOf(seen);
  }

  public List<SeenRequest> requests(Operation operation) {
    return requests().stream().filter(request -> request.operation() == operation).toList();
  }

  public synchronized void forget() {
    seen.clear();
  }

  /** The most requests of the account that came within any such window, refused ones included. */
  public int busiest(String account, Duration window) {
    Deque<Instant> within = new ArrayDeque<>();
    int most = 0;
    for (SeenRequest request : requests()) {
      if (!request.account().equals(account)) continue;
      within.addLast(request.time());
      while (!request.time().isBefore(within.getFirst().plus(window))) within.removeFirst();
      most = Math.max(most, within.size());
    }
    return most;
  }

  /** The requests that came when their account's were used up. */
  public List<SeenRequest> aboveRate() {
    return requests().stream().filter(SeenRequest::aboveRate).toList();
  }

  /** The requests that depart from the API's description. */
  public List<SeenRequest> deviating() {
    return requests().stream().filter(request -> !request.deviations().isEmpty()).toList();
  }
}

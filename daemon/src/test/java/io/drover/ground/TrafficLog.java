package io.drover.ground;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The requests a proxy has seen, in the order of arrival. */
final class TrafficLog {
  private final AtomicLong last = new AtomicLong();
  private final ConcurrentSkipListMap<Long, RecordedRequest> requests =
      new ConcurrentSkipListMap<>();

  /** Records an arrival; returns the key under which its answer is recorded. */
  long arrived(RecordedRequest request) {
    long id = last.incrementAndGet();
    requests.put(id, request);
    return id;
  }

  void answered(long id, int status) {
    requests.computeIfPresent(id, (key, request) -> request.answered(status));
  }

  List<RecordedRequest> all() {
    return List.copyOf(requests.values());
  }

  void clear() {
    requests.clear();
  }
}

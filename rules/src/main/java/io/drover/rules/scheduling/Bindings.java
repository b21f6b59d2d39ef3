package io.drover.rules.scheduling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is settled for the claims of planned pods: one that several of them mount is bound by the
 * first, and until the last of them is gone.
 */
final class Bindings {
  private final Map<String, Binding> ofClaim = new HashMap<>();
  private final Map<String, Integer> pods = new HashMap<>();
  private final Map<String, String> holder = new HashMap<>();

  void hold(List<Binding> bindings) {
    for (Binding binding : bindings) {
      pods.merge(binding.claim(), 1, Integer::sum);
      ofClaim.put(binding.claim(), binding);
      if (binding instanceof Binding.ToVolume(String claim, String volume)) {
        holder.put(volume, claim);
      }
    }
  }

  void release(List<Binding> bindings) {
    for (Binding binding : bindings) {
      if (pods.merge(binding.claim(), -1, Integer::sum) == 0) {
        pods.remove(binding.claim());
        ofClaim.remove(binding.claim());
        if (binding instanceof Binding.ToVolume(String claim, String volume)) {
          holder.remove(volume, claim);
        }
      }
    }
  }

  /** How many pods hold each claim that is settled. */
  Map<String, Integer> held() {
    return Map.copyOf(pods);
  }

  @Nullable Binding of(String claim) {
    return ofClaim.get(claim);
  }

  /** Whether neither the claim is settled for another volume nor the volume for another claim. */
  boolean mayTake(String claim, String volume) {
    String by = holder.get(volume);
    if (by != null) {
      return by.equals(claim);
    }
    return !(ofClaim.get(claim) instanceof Binding.ToVolume);
  }
}

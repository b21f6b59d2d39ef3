package io.drover.doubles.vpsie;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the API behaves; may be changed while it runs.
 *
 * @param tokenLife how long a token of a login is good for
 * @param callsPerMinute how many requests of one account are admitted in any 60 s; 0 = all
 */
public record Behaviour(
    Pace pace, Duration tokenLife, int callsPerMinute, Set<Quirk> quirks, Storm storm) {
  public Behaviour {
    quirks = Set.copyOf(quirks);
    if (callsPerMinute < 0) throw new IllegalArgumentException("callsPerMinute is negative");
  }

  /** Tokens of an hour, 100 requests a minute, good weather. */
  public static Behaviour standard() {
    return new Behaviour(Pace.standard(), Duration.ofHours(1), 100, Set.of(), Storm.none());
  }

  public Behaviour at(Pace other) {
    return new Behaviour(other, tokenLife, callsPerMinute, quirks, storm);
  }

  public Behaviour withTokensLiving(Duration life) {
    return new Behaviour(pace, life, callsPerMinute, quirks, storm);
  }

  public Behaviour admitting(int calls) {
    return new Behaviour(pace, tokenLife, calls, quirks, storm);
  }

  public Behaviour in(Storm other) {
    return new Behaviour(pace, tokenLife, callsPerMinute, quirks, other);
  }

  public Behaviour with(Quirk... more) {
    Set<Quirk> all = EnumSet.noneOf(Quirk.class);
    all.addAll(quirks);
    all.addAll(List.of(more));
    return new Behaviour(pace, tokenLife, callsPerMinute, all, storm);
  }

  public Behaviour without(Quirk quirk) {
    Set<Quirk> left = EnumSet.noneOf(Quirk.class);
    left.addAll(quirks);
    left.remove(quirk);
    return new Behaviour(pace, tokenLife, callsPerMinute, left, storm);
  }

  boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }
}

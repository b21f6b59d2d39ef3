package io.drover.rules.plan;

import java.util.List;

/** What a policy said: its conclusions, or that it was cut off and has said nothing. */
public sealed interface PolicyAnswer<C> {
  /** All conclusions, in a deterministic order. */
  record Answered<C>(List<Concluded<C>> conclusions) implements PolicyAnswer<C> {
    public Answered {
      conclusions = List.copyOf(conclusions);
    }
  }

  /** The rules ran into a limit or failed; what they had concluded is thrown away. */
  record CutOff<C>(String detail) implements PolicyAnswer<C> {}
}

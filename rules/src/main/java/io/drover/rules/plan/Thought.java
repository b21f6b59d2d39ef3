package io.drover.rules.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan, and when to think again even if nothing changes.
 *
 * @param nextWake earliest end of an unneeded time, a cool-down or a backoff; null if none runs
 * @param remembered what the next question is to bring along
 * @param considered what the rules said, for whoever asks why
 */
public record Thought(
    Plan plan, @Nullable Instant nextWake, Remembered remembered, Considered considered) {}

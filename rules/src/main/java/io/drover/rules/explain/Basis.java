package io.drover.rules.explain;

import io.drover.rules.facts.Position;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which plan a record speaks of.
 *
 * @param policies version of the policy folder that judged
 * @param world position of the world that the plan was made from
 * @param asked when the record was made
 */
public record Basis(
    @Nullable String plan,
    @Nullable Instant planned,
    String policies,
    @Nullable Position world,
    Instant asked) {}

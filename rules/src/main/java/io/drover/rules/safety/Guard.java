package io.drover.rules.safety;

import org.jspecify.annotations.Nullable;

/**
 * What a review would go by now, for whoever asks what it would say.
 *
 * @param policy that would be asked, null while none is compiled
 */
public record Guard(Limits limits, Circumstances circumstances, @Nullable SafetyPolicy policy) {}

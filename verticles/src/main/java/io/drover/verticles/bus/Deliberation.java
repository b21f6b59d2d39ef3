package io.drover.verticles.bus;

import io.drover.rules.plan.Inquiry;
import io.drover.rules.plan.Thought;
import org.jspecify.annotations.Nullable;

/**
 * What planning goes by now, and what it thought last.
 *
 * @param inquiry what the next plan would be made from, null while there is no world
 * @param thought the newest, null before the first
 * @param idle why nothing is planned now, empty when it is
 */
public record Deliberation(@Nullable Inquiry inquiry, @Nullable Thought thought, String idle) {}

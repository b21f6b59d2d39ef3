/** The language of decisions and the planner: model and policy give a plan. */
@NullMarked
package io.drover.rules.plan;

import org.jspecify.annotations.NullMarked;

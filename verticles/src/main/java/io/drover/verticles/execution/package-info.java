/** Carries out approved plans: intent first, then acts. */
@NullMarked
package io.drover.verticles.execution;

import org.jspecify.annotations.NullMarked;

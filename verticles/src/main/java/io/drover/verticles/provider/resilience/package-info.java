/** Rate limit, breaker and retry before a provider account. */
@NullMarked
package io.drover.verticles.provider.resilience;

import org.jspecify.annotations.NullMarked;

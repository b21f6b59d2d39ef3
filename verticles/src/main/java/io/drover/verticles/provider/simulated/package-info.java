/** The provider that speaks to the simulated cloud. */
@NullMarked
package io.drover.verticles.provider.simulated;

import org.jspecify.annotations.NullMarked;

/** Watches the policy folder and hands out compiled versions. */
@NullMarked
package io.drover.verticles.policies;

import org.jspecify.annotations.NullMarked;

/** The state machine of a managed node. */
@NullMarked
package io.drover.rules.lifecycle;

import org.jspecify.annotations.NullMarked;

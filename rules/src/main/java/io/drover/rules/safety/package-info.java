/**
 * The review of a plan and of each destructive step; the invariants that no rule file can switch
 * off.
 */
@NullMarked
package io.drover.rules.safety;

import org.jspecify.annotations.NullMarked;

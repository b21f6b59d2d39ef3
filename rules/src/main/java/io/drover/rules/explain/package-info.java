/** The decision record: why something is as it is, in one form for people and programs. */
@NullMarked
package io.drover.rules.explain;

import org.jspecify.annotations.NullMarked;

/** The decision record and its text. */
@NullMarked
package io.drover.rules.explain;

import org.jspecify.annotations.NullMarked;

/** Stand-ins for far ends. */
@NullMarked
package io.drover.doubles;

import org.jspecify.annotations.NullMarked;

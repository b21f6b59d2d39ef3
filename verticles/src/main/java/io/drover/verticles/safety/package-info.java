/** Reviews proposals and destructive steps. */
@NullMarked
package io.drover.verticles.safety;

import org.jspecify.annotations.NullMarked;

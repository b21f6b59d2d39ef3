/** The three shapes in which providers differ; a provider implements the far end of one. */
@NullMarked
package io.drover.verticles.provider.shapes;

import org.jspecify.annotations.NullMarked;

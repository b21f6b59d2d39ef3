/** The ports through which the house reads time and chance, and their Vert.x adapters. */
@NullMarked
package io.drover.verticles.time;

import org.jspecify.annotations.NullMarked;

/** Message records, typed versioned addresses and codecs. */
@NullMarked
package io.drover.verticles.bus;

import org.jspecify.annotations.NullMarked;

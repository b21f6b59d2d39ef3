/** VPSie's two API shapes in Drover's words: requests and how answers are read. */
@NullMarked
package io.drover.verticles.provider.vpsie.wire;

import org.jspecify.annotations.NullMarked;

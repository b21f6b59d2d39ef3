/** The served cluster behind two ports: facts in, actions out. */
@NullMarked
package io.drover.verticles.cluster;

import org.jspecify.annotations.NullMarked;

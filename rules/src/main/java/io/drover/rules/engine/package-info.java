/** The only place that knows Drools: loads, compiles and runs the policies. */
@NullMarked
package io.drover.rules.engine;

import org.jspecify.annotations.NullMarked;

/**
 * The ground that end-to-end tests stand on: a real control plane, real processes, a recording
 * proxy between them. Everything listens on loopback and ends with the test JVM.
 */
@NullMarked
package io.drover.ground;

import org.jspecify.annotations.NullMarked;

/** The provider contract, its resilience and one sub-package per provider. */
@NullMarked
package io.drover.verticles.provider;

import org.jspecify.annotations.NullMarked;

package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A kind of objects that is watched.
 *
 * @param plural its name in addresses
 * @param empty makes an object that says nothing
 * @param need what it means when it is not, or not wholly, seen
 */
record WatchedKind<T extends HasMetadata>(
    String plural,
    FactKey.Kind kind,
    Supplier<T> empty,
    Informable<T> objects,
    Function<T, ? extends Fact> projection,
    Need need) {

  /** How much depends on a kind. */
  enum Need {
    /** Nothing may be decided without any of its objects. */
    EVERY_OBJECT,
    /** It must be watched; an object that cannot be read harms only itself. */
    THE_KIND,
    /** It is watched where the API server serves it; else what it would tell is unknown. */
    WHERE_SERVED
  }
}

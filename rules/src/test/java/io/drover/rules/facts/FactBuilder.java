package io.drover.rules.facts;

/** Builds one fact of a world; everything that a test does not say has a good default. */
public interface FactBuilder {
  Fact build();
}

package io.drover.rules.facts;

/** One change of the observed cluster. */
public sealed interface Delta {
  /** The fact is new or has changed. */
  record Put(Fact fact) implements Delta {}

  /** The fact is no more. */
  record Drop(FactKey key) implements Delta {}
}

package io.drover.rules.scheduling;

import java.util.BitSet;

/** Pods that are to stand together: what they ask for, which there are, and whose ports clash. */
final class Load {
  final long[] taken;
  final BitSet classes = new BitSet();
  boolean clash;

  Load(int resources) {
    taken = new long[resources];
  }
}

package io.drover.rules.engine;

import java.util.List;
import java.util.stream.Stream;

/** The rules of one decision with the cases that they passed. */
record Proved(Decision decision, List<RuleFile> files, List<CasesRunner.Proof> proofs) {
  Proved {
    files = List.copyOf(files);
    proofs = List.copyOf(proofs);
  }

  Stream<Coverage.OfRule> coverage() {
    return files.stream().map(file -> CoverageMeter.measure(file, decision, proofs));
  }
}

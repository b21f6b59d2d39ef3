package io.drover.verticles.policies;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.PolicyFolder;

/**
 * Policy files and what came of compiling them.
 *
 * @param stamp of the folder before it was read
 * @param editor who owns the file that was written last, empty where nobody can tell
 */
record Candidate(PolicyFolder files, Compiled compiled, String stamp, String editor) {
  /** Of the files. */
  String version() {
    return files.version();
  }
}

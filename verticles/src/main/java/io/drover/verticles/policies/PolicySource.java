package io.drover.verticles.policies;

import java.io.IOException;
import java.util.Map;

/** Where policy files come from; may block. */
public interface PolicySource {
  /**
   * Every file by its path relative to the folder, with slashes.
   *
   * @throws IOException when the folder cannot be read whole
   */
  Map<String, byte[]> read() throws IOException;

  /**
   * A text that is another one once a file has come, gone or been written; cheaper than reading
   * them.
   *
   * @throws IOException when the folder cannot be looked through whole
   */
  String stamp() throws IOException;

  /** Who owns the file that was written last, empty where nobody can tell. */
  String editor();
}

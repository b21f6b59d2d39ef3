package io.drover.daemon.config;

/** Dotted paths of the configuration; a key that has dots itself stands in brackets. */
final class ConfigPath {
  private ConfigPath() {}

  /** The path of a key of the section at {@code path}; an empty path is the whole file. */
  static String of(String path, String key) {
    if (key.contains(".")) return path + "[\"" + key + "\"]";
    return path.isEmpty() ? key : path + "." + key;
  }
}

package io.drover.daemon.config;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads where a secret is, and refuses the secret itself. */
final class SecretReader {
  static final Set<String> INLINE =
      Set.of("token", "password", "secret", "apiKey", "accessKey", "secretKey", "value");
  static final String NOT_HERE =
      "secrets do not belong in this file. Name where it is: {file: PATH} or {environment: NAME}";
  private static final Form<String> VARIABLE =
      Forms.matching(
          Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}"),
          "is not the name of an environment variable");

  private SecretReader() {}

  static SecretSource read(MappingReader in) {
    boolean inline = INLINE.stream().anyMatch(in::has);
    in.forbid(INLINE, NOT_HERE);
    Path file = in.optional("file", Forms.PATH);
    String environment = in.optional("environment", VARIABLE);
    boolean both = in.has("file") && in.has("environment");
    boolean none = !in.has("file") && !in.has("environment");
    if (both || (none && !inline)) in.complain("needs one of file, environment");
    if (environment != null) return new SecretSource.Environment(environment);
    return new SecretSource.File(file == null ? Path.of("/") : file);
  }
}

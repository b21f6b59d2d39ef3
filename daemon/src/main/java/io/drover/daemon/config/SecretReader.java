package io.drover.daemon.config;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads where a secret is, and refuses the secret itself. */
final class SecretReader {
  static final Set<String> INLINE =
      Set.of("token", "password", "secret", "apiKey", "accessKey", "secretKey", "value");
  static final String NOT_HERE =
      "secrets do not belong in this file. Name where it is: {file: PATH}, {environment: NAME} or"
          + " {kubernetesSecret: {cluster: …, namespace: …, name: …, key: …}}";
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
    SecretSource.KubernetesSecret kubernetes =
        in.optionalSection("kubernetesSecret", SecretReader::kubernetes);
    long given = Stream.of("file", "environment", "kubernetesSecret").filter(in::has).count();
    if (given > 1 || (given == 0 && !inline)) {
      in.complain("needs one of file, environment, kubernetesSecret");
    }
    if (environment != null) return new SecretSource.Environment(environment);
    if (kubernetes != null) return kubernetes;
    return new SecretSource.File(file == null ? Path.of("/") : file);
  }

  private static SecretSource.KubernetesSecret kubernetes(MappingReader in) {
    return new SecretSource.KubernetesSecret(
        in.required("cluster", KubernetesForms.NAME, ""),
        in.value("namespace", KubernetesForms.NAME, "kube-system"),
        in.required("name", KubernetesForms.NAME, ""),
        in.required("key", Forms.TEXT, ""));
  }
}

package io.drover.verticles.provider.vpsie.wire;

import io.drover.verticles.bus.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server at VPSie.
 *
 * @param identifier its uuid, which its providerID ends with
 * @param number its numeric id, empty where an answer does not tell it
 * @param names its name and hostname, as far as it has them
 * @param plan the number of its plan, empty where an answer does not tell it
 * @param createdOn null where it is not told
 * @param knownTags null where an answer does not tell tags
 */
public record Server(
    String identifier,
    String number,
    List<String> names,
    Instance.State state,
    String plan,
    @Nullable Instant createdOn,
    @Nullable List<String> knownTags) {
  private static final String SCHEME = "vpsie://";

  public Server {
    names = List.copyOf(names);
    knownTags = knownTags == null ? null : List.copyOf(knownTags);
  }

  public String providerId() {
    return SCHEME + identifier;
  }

  /** What stands behind the scheme of a providerID; empty when it is none of VPSie. */
  public static Optional<String> behindScheme(String providerId) {
    return providerId.startsWith(SCHEME)
        ? Optional.of(providerId.substring(SCHEME.length()))
        : Optional.empty();
  }

  /** Its tags; empty where they are not told. */
  public Optional<List<String>> tags() {
    return Optional.ofNullable(knownTags);
  }

  public boolean isNamed(String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** The name that people see. */
  public String name() {
    return names.isEmpty() ? identifier : names.getFirst();
  }
}

package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * A place where servers are made. The document knows it by its number, apps-v2 by its identifier.
 *
 * @param state the state or province it lies in
 * @param active whether it takes new servers
 * @param deleted whether it is gone
 */
public record Datacenter(
    int number,
    String identifier,
    String code,
    String name,
    String city,
    String state,
    String country,
    String continent,
    boolean active,
    boolean deleted) {

  static Datacenter of(
      int number, String code, String city, String state, String country, String continent) {
    String identifier = UUID.nameUUIDFromBytes(("datacenter " + code).getBytes(UTF_8)).toString();
    String name = city + " " + number;
    return new Datacenter(
        number, identifier, code, name, city, state, country, continent, true, false);
  }

  boolean open() {
    return active && !deleted;
  }

  /** Whether it is that datacenter, whatever has become of it since. */
  boolean isSameAs(Datacenter other) {
    return number == other.number;
  }

  boolean goesBy(String reference) {
    return reference.equals(Integer.toString(number))
        || reference.equals(identifier)
        || reference.equals(code);
  }

  Datacenter being(boolean nowActive, boolean nowDeleted) {
    return new Datacenter(
        number, identifier, code, name, city, state, country, continent, nowActive, nowDeleted);
  }
}

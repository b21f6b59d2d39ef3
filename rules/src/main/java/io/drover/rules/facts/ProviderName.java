package io.drover.rules.facts;

/** The configured name of a provider account. */
public record ProviderName(String value) implements Comparable<ProviderName> {
  public ProviderName {
    Texts.notBlank(value, "provider name");
  }

  @Override
  public int compareTo(ProviderName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

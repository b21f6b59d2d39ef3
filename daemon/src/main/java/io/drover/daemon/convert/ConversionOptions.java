package io.drover.daemon.convert;

/**
 * How things are called in the configuration that is made.
 *
 * @param cluster key of the cluster
 * @param provider key of the account
 * @param installation marks what belongs to the installation
 */
public record ConversionOptions(String cluster, String provider, String installation, Shape shape) {

  /** Which of VPSie's API shapes the account is spoken to in. */
  public enum Shape {
    DOCUMENT("document", "https://api.vpsie.com/v2"),
    APPS_V2("apps-v2", "https://api.vpsie.com");

    private final String word;
    private final String endpoint;

    Shape(String word, String endpoint) {
      this.word = word;
      this.endpoint = endpoint;
    }

    /** As the configuration writes it. */
    public String word() {
      return word;
    }

    /** Where VPSie serves it. */
    public String endpoint() {
      return endpoint;
    }

    /** As the command line writes it as well. */
    @Override
    public String toString() {
      return word;
    }
  }
}

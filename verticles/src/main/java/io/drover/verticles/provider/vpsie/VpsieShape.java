package io.drover.verticles.provider.vpsie;

import io.drover.verticles.provider.vpsie.wire.AppsV2Profile;
import io.drover.verticles.provider.vpsie.wire.DocumentProfile;
import io.drover.verticles.provider.vpsie.wire.Profile;
import java.net.URI;

/** Which of VPSie's API shapes an account is spoken to in. */
public enum VpsieShape {
  /** As the VPSie autoscaler's document describes it. */
  DOCUMENT("document", "https://api.vpsie.com/v2"),
  /** As VPSie's maintained clients call it. */
  APPS_V2("apps-v2", "https://api.vpsie.com");

  private final String word;
  private final String endpoint;

  VpsieShape(String word, String endpoint) {
    this.word = word;
    this.endpoint = endpoint;
  }

  /** As the configuration and the command line write it. */
  @Override
  public String toString() {
    return word;
  }

  /** Where VPSie serves it. */
  public URI endpoint() {
    return URI.create(endpoint);
  }

  Profile profile() {
    return switch (this) {
      case DOCUMENT -> new DocumentProfile();
      case APPS_V2 -> new AppsV2Profile();
    };
  }
}

package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was set at the cloud while it ran: the faults still to come and where notices go. */
record Settings(List<Fault> faults, @Nullable Webhook webhook) {
  static final Settings NONE = new Settings(List.of(), null);

  public Settings {
    faults = List.copyOf(faults);
  }

  /** Where signed notices are posted. */
  public record Webhook(
      @JsonProperty(required = true) URI url, @JsonProperty(required = true) String secret) {
    public Webhook {
      if (url.getHost() == null || secret.isEmpty()) {
        throw new IllegalArgumentException("a webhook needs an absolute url and a secret");
      }
    }

    @Override
    public String toString() {
      return "Webhook[" + url + "]";
    }
  }
}

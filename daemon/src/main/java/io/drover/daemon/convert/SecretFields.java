package io.drover.daemon.convert;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * The Secret of the old autoscaler. Its credentials are only named, never read; of its other keys
 * what is no secret is carried over.
 */
final class SecretFields {
  private SecretFields() {}

  static List<Field<FragmentDraft>> all() {
    List<Field<FragmentDraft>> fields = new ArrayList<>(MetadataFields.all());
    fields.add(Field.told("apiVersion", Form.ANY, Told.notNeeded("the Secret stays as it is")));
    fields.add(Field.told("kind", Form.ANY, Told.notNeeded("the Secret stays as it is")));
    fields.add(named("metadata.name"));
    fields.add(named("metadata.namespace"));
    fields.add(Field.told("type", Form.ANY, Told.notNeeded("any type will do")));
    fields.add(Field.told("immutable", Form.ANY, Told.notNeeded("it is only read")));
    for (String section : List.of("data", "stringData")) {
      fields.add(new Field<>(section + "[token]", Form.TEXT, SecretFields::token));
      fields.add(new Field<>(section + "[clientId]", Form.TEXT, SecretFields::client));
      fields.add(new Field<>(section + "[clientSecret]", Form.TEXT, SecretFields::client));
      fields.add(new Field<>(section + "[url]", Form.TEXT, SecretFields::url));
      fields.add(new Field<>(section + "[datacenterId]", Form.TEXT, SecretFields::datacenter));
      fields.add(setting(section + "[resourceIdentifier]", "resourceIdentifier"));
      fields.add(setting(section + "[projectId]", "project"));
      fields.add(
          Field.told(
              section + "[*]",
              Form.ANY,
              new Told(Outcome.UNKNOWN, "the old autoscaler reads no such key; it stays there")));
    }
    return fields;
  }

  private static Field<FragmentDraft> named(String path) {
    return Field.told(path, Form.TEXT, Told.carried("where the credentials are read"));
  }

  private static Told token(Given given, FragmentDraft fragment) {
    return Told.changed(
        "providers.NAME.credentials: {file: " + fragment.tokenFile() + "}",
        "the steps say how it gets there; Drover reads it again whenever it changes");
  }

  private static Told client(Given given, FragmentDraft fragment) {
    return fragment.byToken()
        ? Told.notNeeded("there is a token, which the old autoscaler preferred, too")
        : Told.carried(
            "providers.NAME.vpsie."
                + given.path().replaceAll(".*\\[|\\]", "")
                + ": read from this Secret, where it stays; again whenever it changes");
  }

  private static Told url(Given given, FragmentDraft fragment) {
    URI url;
    try {
      url = URI.create(plain(given).strip());
    } catch (IllegalArgumentException nonsense) {
      throw given.wrong("allowed is an https URL");
    }
    if (!"https".equals(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))
        || url.getHost() == null
        || url.getUserInfo() != null
        || url.getQuery() != null) {
      throw given.wrong("allowed is an https URL without a user and a query");
    }
    fragment.endpoint = url.toString().replaceAll("/+$", "");
    return Told.carried("providers.NAME.endpoint; it is no secret");
  }

  private static Told datacenter(Given given, FragmentDraft fragment) {
    fragment.datacenters.add(plain(given));
    return Told.carried("providers.NAME.vpsie.datacenters; it is no secret");
  }

  private static Field<FragmentDraft> setting(String path, String key) {
    return new Field<>(
        path,
        Form.TEXT,
        (given, fragment) -> {
          fragment.defaults.put(key, plain(given));
          return Told.carried("providers.NAME.vpsie.defaults." + key + "; it is no secret");
        });
  }

  private static String plain(Given given) {
    if (!given.path().startsWith("data[")) {
      return given.text();
    }
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(given.text());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      throw given.wrong("allowed is base64");
    }
  }
}

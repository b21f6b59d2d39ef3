package io.drover.verticles.provider.vpsie.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.ProviderFailure;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * One call to VPSie, as it is before it goes through the pipeline.
 *
 * @param path with its query, below the account's endpoint
 * @param body empty for none; it may hold secrets and is never told
 * @param repeatable whether carrying it out twice does no harm
 * @param caller uid of the cluster it is made for, empty for the account itself
 * @param lastGate asked when nothing is left to wait for; what it names keeps the call from going
 */
public record Call(
    String method,
    String path,
    Body body,
    boolean repeatable,
    String caller,
    Supplier<Optional<ProviderFailure>> lastGate) {
  /** What is sent, and how it is written. */
  public record Body(String type, String text) {
    static final Body NONE = new Body("", "");
  }

  public static Call get(String path) {
    return new Call("GET", path, Body.NONE, true, "", Optional::empty);
  }

  /** Without a body. */
  public static Call bare(String method, String path) {
    return new Call(method, path, Body.NONE, false, "", Optional::empty);
  }

  public static Call json(String method, String path, JsonNode json) {
    return new Call(
        method, path, new Body("application/json", text(json)), false, "", Optional::empty);
  }

  /** The fields in the order of the map. */
  public static Call form(String path, Map<String, String> fields) {
    StringJoiner text = new StringJoiner("&");
    fields.forEach(
        (name, value) ->
            text.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8)));
    Body body = new Body("application/x-www-form-urlencoded", text.toString());
    return new Call("POST", path, body, false, "", Optional::empty);
  }

  public Call asRepeatable() {
    return new Call(method, path, body, true, caller, lastGate);
  }

  public Call by(String cluster) {
    return new Call(method, path, body, repeatable, cluster, lastGate);
  }

  public Call behind(Supplier<Optional<ProviderFailure>> gate) {
    return new Call(method, path, body, repeatable, caller, gate);
  }

  /** The method and the path without its query, for people. */
  public String endpoint() {
    int query = path.indexOf('?');
    return method + " " + (query < 0 ? path : path.substring(0, query));
  }

  /** Whether it changes something, so that it may have happened though no answer came. */
  boolean changes() {
    return !repeatable || method.equals("DELETE");
  }

  @Override
  public String toString() {
    return endpoint();
  }

  private static String text(JsonNode json) {
    try {
      return Json.mapper().writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

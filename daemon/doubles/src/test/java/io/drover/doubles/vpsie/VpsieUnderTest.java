package io.drover.doubles.vpsie;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.FakeTimeline;
import io.drover.doubles.cloud.Json;
import io.drover.doubles.cloud.RecordingBoot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The double on virtual time with one account, and a caller of each wire form. */
final class VpsieUnderTest {
  static final String ACCOUNT = "acme";
  static final String SECRET = "sesame";
  static final String FIXED = "fixed-token";
  static final String PLAN = "103";
  final FakeTimeline timeline = new FakeTimeline();
  final RecordingBoot boot = new RecordingBoot();
  final VpsieDouble api = new VpsieDouble(timeline, boot);

  VpsieUnderTest() {
    api.accounts().open(ACCOUNT, SECRET);
    api.accounts().fixedToken(ACCOUNT, FIXED);
  }

  /** Calls the document's form with the fixed token. */
  Reply document(String method, String address, String body) {
    return call(method, "/v2" + address, Map.of("authorization", "Bearer " + FIXED), body);
  }

  /** Calls apps-v2 with the fixed token. */
  Reply apps(String method, String address, String body) {
    return call(method, address, Map.of("vpsie-auth", FIXED), body);
  }

  Reply call(String method, String address, Map<String, String> auth, String body) {
    int question = address.indexOf('?');
    String path = question < 0 ? address : address.substring(0, question);
    Map<String, String> query =
        question < 0 ? Map.of() : Request.form(address.substring(question + 1));
    Map<String, String> headers = new HashMap<>(auth);
    boolean form = !body.isEmpty() && !body.startsWith("{");
    if (!body.isEmpty()) {
      headers.put("content-type", form ? "application/x-www-form-urlencoded" : "application/json");
    }
    return api.handle(new Request(method, path, query, headers, body));
  }

  static JsonNode data(Reply reply) {
    return body(reply).path("data");
  }

  static ObjectNode body(Reply reply) {
    return ((Answer.Fine) reply.answer()).body();
  }

  static Answer.Refused refused(Reply reply) {
    return (Answer.Refused) reply.answer();
  }

  static String order(String hostname) {
    return order(hostname, PLAN, "1", "");
  }

  static String order(String hostname, String plan, String datacenter, String userData) {
    return Json.text(
        Map.of(
            "name",
            hostname,
            "hostname",
            hostname,
            "offering_id",
            plan,
            "datacenter_id",
            datacenter,
            "os_image_id",
            "ubuntu-24.04",
            "tags",
            List.of("drover-group=general"),
            "user_data",
            userData));
  }

  String appsOrder(String hostname) {
    return Json.text(
        Map.of(
            "resourceIdentifier",
            api.market().plan(PLAN).identifier(),
            "dcIdentifier",
            api.market().datacenter("1").identifier(),
            "osIdentifier",
            "ubuntu-24.04",
            "hostname",
            hostname,
            "projectId",
            7,
            "tags",
            List.of("drover-group=general")));
  }

  Reply create(String hostname) {
    return document("POST", "/servers", order(hostname));
  }

  JsonNode created(String hostname) {
    return data(create(hostname));
  }

  List<String> listed() {
    List<String> names = new ArrayList<>();
    data(document("GET", "/servers?page=1&per_page=100", ""))
        .forEach(server -> names.add(server.path("hostname").asText()));
    return names;
  }

  void behave(Behaviour other) {
    api.behave(before -> other);
  }

  void pace(Pace pace) {
    api.behave(before -> before.at(pace));
  }

  void trouble(Trouble trouble) {
    api.troubles().add(trouble);
  }

  void seconds(long seconds) {
    timeline.pass(Duration.ofSeconds(seconds));
  }

  static JsonNode json(String text) throws JsonProcessingException {
    return Json.MAPPER.readTree(text);
  }
}

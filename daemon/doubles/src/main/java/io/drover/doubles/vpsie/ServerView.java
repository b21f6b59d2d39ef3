package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** A server as each wire form shows it. */
final class ServerView {
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private ServerView() {}

  static String plain(Instant time) {
    return PLAIN.format(time);
  }

  /** The document's form; tags are shown only when one server was asked for. */
  static ObjectNode document(Server server) {
    return common(server)
        .put("name", server.order().name())
        .put("status", server.state() == ServerState.GONE ? "deleting" : server.state().word())
        .put("notes", server.order().notes())
        .put("projectId", server.order().project())
        .put("os_name", server.order().image())
        .put("created_on", server.createdAt().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("last_updated", server.changedAt().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  static ObjectNode documentWithTags(Server server) {
    ObjectNode shown = document(server);
    shown.set("tags", tags(server));
    return shown;
  }

  /** The form of apps-v2, without tags: they stand beside it. */
  static ObjectNode applications(Server server, Behaviour behaviour) {
    ServerState state = server.state();
    boolean ended = state == ServerState.GONE;
    ObjectNode shown =
        common(server)
            .put("state", state(server, behaviour))
            .put("power", bit(state == ServerState.RUNNING))
            .put("is_active", bit(state != ServerState.PROVISIONING && state.living()))
            .put("is_deleted", bit(!state.living()))
            .put("is_suspended", bit(state == ServerState.SUSPENDED))
            .put("is_terminated", bit(ended))
            .put("is_locked", 0)
            .put("is_custom", 0)
            .put("project_id", server.order().project())
            .put("projectId", server.order().project())
            .put("fullname", server.plan().name())
            .put("category", server.plan().category())
            .put("created_on", plain(server.createdAt()))
            .put("last_updated", plain(server.changedAt()));
    shown.set("notes", Json.MAPPER.valueToTree(noted(server)));
    return shown;
  }

  static ArrayNode tags(Server server) {
    return Json.MAPPER.valueToTree(server.order().tags());
  }

  private static ObjectNode common(Server server) {
    boolean provisioning = server.state() == ServerState.PROVISIONING;
    return Json.MAPPER
        .createObjectNode()
        .put("id", server.id())
        .put("identifier", server.identifier())
        .put("user_id", 1)
        .put("hostname", server.order().hostname())
        .put("cpu", server.plan().cpu())
        .put("ram", server.plan().ramMb())
        .put("ssd", server.plan().ssdGb())
        .put("traffic", server.plan().trafficGb())
        .put("default_ip", provisioning ? "" : server.publicIp())
        .put("default_ipv6", provisioning ? "" : server.publicIpv6())
        .put("private_ip", provisioning ? "" : server.privateIp())
        .put("boxsize_id", server.plan().number())
        .put("datacenter_id", server.datacenter().number())
        .put("dcIdentifier", server.datacenter().identifier());
  }

  private static String state(Server server, Behaviour behaviour) {
    if (behaviour.has(Quirk.STATE_TELLS_PLACE)) return server.datacenter().state();
    return server.state() == ServerState.GONE ? "deleted" : server.state().word();
  }

  private static Object noted(Server server) {
    return server.order().notes().isEmpty() ? Json.MAPPER.nullNode() : server.order().notes();
  }

  static int bit(boolean value) {
    return value ? 1 : 0;
  }
}

package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Servers and catalogue as VPSie's maintained clients ask for them. */
final class AppsApi {
  private static final Answer NO_SERVER = Answer.refused(404, "VM not found");
  private final Market market;
  private final ServerBook book;
  private final ServerLife life;
  private final Sales sales;

  AppsApi(Market market, ServerBook book, ServerLife life, Sales sales) {
    this.market = market;
    this.book = book;
    this.life = life;
    this.sales = sales;
  }

  /** Empty when the operation is not one of this form. */
  Optional<Answer> answer(Call call) {
    return switch (call.endpoint().operation()) {
      case LIST_SERVERS -> Optional.of(list(call));
      case LIST_PENDING_SERVERS -> Optional.of(pending(call));
      case GET_SERVER -> Optional.of(on(call, call.value("id"), server -> shown(call, server)));
      case GET_SERVER_STATUS -> Optional.of(on(call, call.value("id"), this::status));
      case CREATE_SERVER -> Optional.of(create(call));
      case DELETE_SERVER -> Optional.of(on(call, call.text("vmIdentifier"), this::delete));
      case ADD_TAGS ->
          Optional.of(on(call, call.text("vmIdentifier"), server -> tag(call, server)));
      case LIST_OFFERINGS -> Optional.of(resources(call));
      case LIST_DATACENTERS -> Optional.of(Pages.applications(call, MarketView.places(market)));
      default -> Optional.empty();
    };
  }

  private Answer list(Call call) {
    String project = call.request().query().getOrDefault("projectId", "");
    return Pages.applications(
        call,
        book.listed(call.account().clientId(), call.now(), call.behaviour().pace())
            .filter(server -> project.isEmpty() || project.equals(server.order().project()))
            .map(server -> ServerView.applications(server, call.behaviour()))
            .toList());
  }

  private Answer pending(Call call) {
    return Answer.fine(
        book.listed(call.account().clientId(), call.now(), call.behaviour().pace())
            .filter(server -> server.state() == ServerState.PROVISIONING)
            .map(server -> ServerView.applications(server, call.behaviour()))
            .toList());
  }

  private Answer on(Call call, String identifier, Function<Server, Answer> action) {
    return book.present(call.account().clientId(), s -> s.identifier().equals(identifier))
        .map(action)
        .orElse(NO_SERVER);
  }

  private static Answer shown(Call call, Server server) {
    ObjectNode data = Json.MAPPER.createObjectNode();
    data.set("vmData", ServerView.applications(server, call.behaviour()));
    data.putArray("imageCategories").addObject().put("category", "Linux");
    data.set("vmTags", ServerView.tags(server));
    data.putArray("privateIpData").addObject().put("private_ip", server.privateIp());
    data.putArray("floatingIpData");
    return new Answer.Fine(Answer.envelope().<ObjectNode>set("data", data).put("total", 1));
  }

  private Answer status(Server server) {
    return Answer.fine(
        Json.MAPPER
            .createObjectNode()
            .put("status", server.state() == ServerState.RUNNING ? "running" : "stopped")
            .put("fullname", server.order().hostname()));
  }

  private Answer create(Call call) {
    Order order =
        new Order(
            call.text("hostname"),
            call.text("hostname"),
            call.text("osIdentifier"),
            call.text("projectId"),
            call.texts("tags"),
            call.text("notes"),
            call.text("userData"),
            null);
    String plan = call.text("resourceIdentifier");
    String datacenter = call.text("dcIdentifier");
    return sales.sell(
        call,
        order,
        each -> each.identifier().equals(plan),
        each -> each.identifier().equals(datacenter),
        server -> Answer.fine());
  }

  private Answer delete(Server server) {
    life.delete(server);
    return Answer.fine();
  }

  private Answer tag(Call call, Server server) {
    List<String> tags = new ArrayList<>(server.order().tags());
    tags.addAll(call.texts("tags"));
    book.write(server.ordered(server.order().tagged(tags)));
    return Answer.fine();
  }

  private Answer resources(Call call) {
    String identifier = call.text("dcIdentifier");
    return market.datacenters().stream()
        .filter(datacenter -> datacenter.identifier().equals(identifier) && datacenter.open())
        .findFirst()
        .map(datacenter -> Answer.fine(MarketView.resources(market, datacenter)))
        .orElse(Answer.refused(404, "Datacenter not found"));
  }
}

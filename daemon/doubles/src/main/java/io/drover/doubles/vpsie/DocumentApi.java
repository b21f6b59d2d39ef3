package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Predicate;

/** Servers and catalogue as the document describes them, under {@code /v2}. */
final class DocumentApi {
  private static final Answer NO_SERVER = Answer.refused(404, "Server not found");
  private final Market market;
  private final ServerBook book;
  private final ServerLife life;
  private final Sales sales;

  DocumentApi(Market market, ServerBook book, ServerLife life, Sales sales) {
    this.market = market;
    this.book = book;
    this.life = life;
    this.sales = sales;
  }

  /** Empty when the operation is not one of this form. */
  Optional<Answer> answer(Call call) {
    return switch (call.endpoint().operation()) {
      case LIST_SERVERS -> Optional.of(list(call));
      case GET_SERVER -> Optional.of(get(call));
      case CREATE_SERVER -> Optional.of(create(call));
      case DELETE_SERVER -> Optional.of(delete(call));
      case LIST_OFFERINGS -> Optional.of(Pages.document(call, MarketView.offerings(market)));
      case LIST_DATACENTERS -> Optional.of(Pages.document(call, MarketView.datacenters(market)));
      case LIST_IMAGES -> Optional.of(Pages.document(call, MarketView.images()));
      default -> Optional.empty();
    };
  }

  private Answer list(Call call) {
    Pace pace = call.behaviour().pace();
    return Pages.document(
        call,
        book.listed(call.account().clientId(), call.now(), pace)
            .map(ServerView::document)
            .toList());
  }

  private Answer get(Call call) {
    return book.present(call.account().clientId(), wanted(call))
        .map(server -> Answer.fine(ServerView.documentWithTags(server)))
        .orElse(NO_SERVER);
  }

  private Answer create(Call call) {
    Order order =
        new Order(
            call.text("hostname"),
            call.text("name"),
            call.text("os_image_id"),
            call.text("projectId"),
            call.texts("tags"),
            call.text("notes"),
            call.text("user_data"),
            null);
    String offering = call.text("offering_id");
    String datacenter = call.text("datacenter_id");
    return sales.sell(
        call,
        order,
        plan -> offering.equals(Integer.toString(plan.number())),
        place -> datacenter.equals(Integer.toString(place.number())),
        server -> told(call, ServerView.document(server)));
  }

  private static Answer told(Call call, ObjectNode server) {
    return call.has(Quirk.CREATE_TELLS_NOTHING) ? Answer.fine() : Answer.fine(server);
  }

  private Answer delete(Call call) {
    return book.present(call.account().clientId(), wanted(call))
        .map(
            server -> {
              life.delete(server);
              return Answer.fine();
            })
        .orElse(NO_SERVER);
  }

  private static Predicate<Server> wanted(Call call) {
    return server -> Integer.toString(server.id()).equals(call.value("id"));
  }
}

package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes servers, or says why not. There is no idempotency: the same order twice makes two servers.
 */
final class Sales {
  private static final Pattern HOSTNAME =
      Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9.-]{0,251}[a-zA-Z0-9])?");
  private final Market market;
  private final ServerBook book;
  private final ServerLife life;
  private final Troubles troubles;

  Sales(Market market, ServerBook book, ServerLife life, Troubles troubles) {
    this.market = market;
    this.book = book;
    this.life = life;
    this.troubles = troubles;
  }

  /**
   * @param plan whether a plan is the wanted one
   * @param datacenter whether a datacenter is the wanted one
   * @param tell what is answered about the new server
   */
  Answer sell(
      Call call,
      Order order,
      Predicate<Plan> plan,
      Predicate<Datacenter> datacenter,
      Function<Server, Answer> tell) {
    if (!HOSTNAME.matcher(order.hostname()).matches()) {
      return Answer.refused(400, "Hostname is not valid");
    }
    if (!StandardCatalogue.IMAGES.contains(order.image())) {
      return Answer.refused(400, "OS image not found");
    }
    return place(call, order, plan, datacenter, tell);
  }

  /** As {@link #sell}, for an order that the cloud itself has written. */
  Answer place(
      Call call,
      Order order,
      Predicate<Plan> plan,
      Predicate<Datacenter> datacenter,
      Function<Server, Answer> tell) {
    Optional<Datacenter> where = market.datacenters().stream().filter(datacenter).findFirst();
    if (where.isEmpty() || where.get().deleted()) {
      return Answer.refused(400, "Datacenter not found");
    }
    if (!where.get().active()) return Answer.refused(400, "Datacenter is not active");
    Optional<Plan> what = market.plans().stream().filter(plan).findFirst();
    if (what.isEmpty() || !what.get().soldIn(where.get())) {
      return Answer.refused(400, "Offering is not available");
    }
    Optional<Answer> objection = objection(call.account(), what.get(), where.get());
    if (objection.isPresent()) return objection.get();
    Server server = born(call, order, what.get(), where.get());
    life.begin(server);
    return tell.apply(server);
  }

  private Optional<Answer> objection(Account account, Plan plan, Datacenter datacenter) {
    long own = book.living(server -> server.owner().equals(account.clientId()));
    if (account.quota() > 0 && own >= account.quota()) {
      return Optional.of(Answer.refused(400, account.quotaMessage()));
    }
    return soldOut(plan, datacenter)
        ? Optional.of(
            Answer.refused(
                400, plan.name() + " is out of stock in datacenter " + datacenter.name()))
        : Optional.empty();
  }

  private boolean soldOut(Plan plan, Datacenter datacenter) {
    long here =
        book.living(
            server ->
                server.plan().number() == plan.number()
                    && server.datacenter().isSameAs(datacenter));
    return !plan.available()
        || market.stock(plan, datacenter).filter(most -> here >= most).isPresent();
  }

  private Server born(Call call, Order order, Plan plan, Datacenter datacenter) {
    int id = book.nextId();
    String identifier =
        UUID.nameUUIDFromBytes(("server " + id + " of " + call.now()).getBytes(UTF_8)).toString();
    return new Server(
        id,
        identifier,
        call.account().clientId(),
        order,
        plan,
        datacenter,
        ServerState.PROVISIONING,
        call.now(),
        call.now(),
        List.of(new Server.Change(ServerState.PROVISIONING, call.now())),
        fate(call));
  }

  private Server.Fate fate(Call call) {
    boolean controller = !call.has(Quirk.NO_CLOUD_CONTROLLER);
    return troubles
        .atBirth(call.subject())
        .map(
            trouble ->
                switch (trouble.kind()) {
                  case STUCK -> new Server.Fate(true, true, null, controller);
                  case NEVER_JOINS -> new Server.Fate(false, true, null, controller);
                  default -> new Server.Fate(false, false, trouble.delay(), controller);
                })
        .orElse(new Server.Fate(false, false, null, controller));
  }
}

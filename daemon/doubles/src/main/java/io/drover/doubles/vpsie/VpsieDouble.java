package io.drover.doubles.vpsie;

import io.drover.doubles.cloud.MachineBoot;
import io.drover.doubles.cloud.Timeline;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The API in one object, without a network: requests in, replies out, and every screw that a test
 * may want to turn. Safe for use by several threads.
 */
public final class VpsieDouble {
  private final Object lock = new Object();
  private final Timeline timeline;
  private final Accounts accounts = new Accounts();
  private final Market market = new Market();
  private final Clusters clusters = new Clusters();
  private final Troubles troubles = new Troubles();
  private final Witness witness = new Witness();
  private final ServerBook book = new ServerBook();
  private final ServerLife life;
  private final Doorman doorman;
  private volatile Behaviour behaviour = Behaviour.standard();

  public VpsieDouble(Timeline shared, MachineBoot boot) {
    timeline = shared.under(lock);
    Supplier<Behaviour> now = () -> behaviour;
    life = new ServerLife(book, timeline, boot, now);
    Sales sales = new Sales(market, book, life, troubles);
    ClusterNodes nodes = new ClusterNodes(book, life, sales, clusters);
    Rooms rooms =
        new Rooms(
            new LoginApi(accounts),
            new DocumentApi(market, book, life, sales),
            new AppsApi(market, book, life, sales),
            new ClusterApi(market, book, clusters, nodes));
    doorman = new Doorman(accounts, troubles, witness, rooms);
  }

  /** Answers a request. */
  public Reply handle(Request request) {
    synchronized (lock) {
      return doorman.receive(request, timeline.now(), behaviour);
    }
  }

  public Behaviour behaviour() {
    return behaviour;
  }

  /** Changes how the API behaves from now on. */
  public void behave(UnaryOperator<Behaviour> change) {
    synchronized (lock) {
      behaviour = change.apply(behaviour);
    }
  }

  public Accounts accounts() {
    return accounts;
  }

  public Market market() {
    return market;
  }

  public Clusters clusters() {
    return clusters;
  }

  public Troubles troubles() {
    return troubles;
  }

  public Witness witness() {
    return witness;
  }

  /** Every server that there ever was, as it really is, oldest first. */
  public List<Server> servers() {
    return book.all();
  }

  /** The servers that live: neither being deleted nor gone. */
  public List<Server> living() {
    return book.all().stream().filter(server -> server.state().living()).toList();
  }

  /** The server disappears without anybody having asked. */
  public void vanish(int id) {
    synchronized (lock) {
      life.vanish(id);
    }
  }

  /** The account has so many servers more that have nothing to do with any cluster. */
  public void strangers(String owner, int servers) {
    synchronized (lock) {
      for (int i = 0; i < servers; i++) {
        book.write(
            Server.stranger(
                book.nextId(),
                owner,
                market.plans().getFirst(),
                market.datacenters().getFirst(),
                timeline.now()));
      }
    }
  }

  /** Somebody else stops or suspends the server. */
  public void put(int id, ServerState state) {
    synchronized (lock) {
      life.put(id, state);
    }
  }

  /** Opens a Kubernetes cluster of VPSie's for the account. */
  public Clusters.Cluster openCluster(String owner, String name, String datacenter, int managers) {
    return clusters.open(owner, name, market.datacenter(datacenter), managers, timeline.now());
  }
}

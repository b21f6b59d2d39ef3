package io.drover.daemon.demo;

import io.drover.daemon.wiring.StartFailure;
import io.drover.doubles.cloud.MachineBoot;
import io.drover.doubles.cloud.VertxTimeline;
import io.drover.doubles.vpsie.Operation;
import io.drover.doubles.vpsie.Pace;
import io.drover.doubles.vpsie.SeenRequest;
import io.drover.doubles.vpsie.Server;
import io.drover.doubles.vpsie.VpsieDouble;
import io.drover.doubles.vpsie.VpsieHttp;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The double of VPSie with one account, which tells what it is asked for and what that costs. */
final class DemoVpsie implements DemoCloud {
  private static final String CLIENT = "demo";
  private static final String SECRET = "not-a-secret";
  private static final String NONE = "none";
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Set<Operation> WORTH_TELLING =
      EnumSet.of(
          Operation.LOGIN,
          Operation.LIST_OFFERINGS,
          Operation.CREATE_SERVER,
          Operation.DELETE_SERVER);
  private static final String ACCOUNT =
      """
      {kind: vpsie, endpoint: "http://127.0.0.1:%2$d/v2", listSettles: 1s, vpsie: {
            clientId: {file: %1$s/client-id}, clientSecret: {file: %1$s/client-secret},
            datacenters: [us-east-1], defaults: {osImage: ubuntu-24.04, project: demo,
            userData: "#!/bin/sh\\nk3s agent --kubelet-arg=--node-labels={{labels}}"}}}\
      """;

  private final VpsieDouble vpsie;
  private final VpsieHttp door;
  private final Consumer<String> teller;
  private volatile String told = NONE;

  private DemoVpsie(VpsieDouble vpsie, VpsieHttp door, Consumer<String> teller) {
    this.vpsie = vpsie;
    this.door = door;
    this.teller = teller;
  }

  static DemoVpsie open(Vertx loop, MachineBoot boot, Consumer<String> teller) {
    VpsieDouble vpsie = new VpsieDouble(new VertxTimeline(loop), boot);
    vpsie.accounts().open(CLIENT, SECRET);
    vpsie.behave(before -> before.at(Pace.standard().booting(Duration.ofSeconds(3))));
    DemoVpsie demo = new DemoVpsie(vpsie, new VpsieHttp(loop, vpsie), teller);
    vpsie.witness().tell(demo::tell);
    return demo;
  }

  @Override
  public Future<Integer> listen() {
    return door.listen(0);
  }

  @Override
  public String account(Path folder, int port) {
    try {
      Files.writeString(folder.resolve("client-id"), CLIENT);
      Files.writeString(folder.resolve("client-secret"), SECRET);
    } catch (IOException unwritable) {
      throw new StartFailure("the demo's account cannot be written: " + unwritable);
    }
    return ACCOUNT.formatted(folder, port);
  }

  private void tell(SeenRequest request) {
    Operation operation = request.operation();
    if (operation == null || !WORTH_TELLING.contains(operation)) {
      return;
    }
    String servers = servers();
    boolean changed = !servers.equals(told);
    told = servers;
    if (changed || operation != Operation.DELETE_SERVER) {
      teller.accept(
          "  vpsie %s %s -> %d%s"
              .formatted(
                  request.method(),
                  request.path(),
                  request.status(),
                  changed ? "; servers now: " + servers : ""));
    }
  }

  private String servers() {
    List<Server> living = vpsie.living();
    if (living.isEmpty()) {
      return NONE;
    }
    Map<String, Long> byPlan =
        living.stream()
            .collect(
                Collectors.groupingBy(
                    server -> server.plan().name(), TreeMap::new, Collectors.counting()));
    BigDecimal monthly =
        living.stream()
            .map(server -> server.plan().monthly())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return byPlan.entrySet().stream()
            .map(plan -> plan.getValue() + " x " + plan.getKey())
            .collect(Collectors.joining(", "))
        + ", $"
        + monthly
        + " a month";
  }

  @Override
  public List<String> summary() {
    return List.of(
        "vpsie answered %d requests, at most %d of them in any minute (100 are allowed)"
            .formatted(vpsie.witness().requests().size(), vpsie.witness().busiest(CLIENT, MINUTE)),
        "its servers now: " + servers());
  }
}

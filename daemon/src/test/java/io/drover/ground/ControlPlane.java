package io.drover.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A real Kubernetes on loopback: etcd, API server, controller manager and scheduler, with kwok in
 * place of the kubelets. Ends with {@link #close()}, and with this JVM in any case.
 *
 * <p>kwok runs the nodes that carry the label {@value #KUBELET_RUNNING}; a node that loses it falls
 * silent, as a machine that lost its network. Pods obey the annotations {@code
 * drover.test/ready-delay} and {@code drover.test/delete-delay} ({@code 500ms}, {@code 5s}, {@code
 * 1m}; deletion takes no longer than the grace period) and {@code drover.test/stuck-finalizer:
 * "true"} (the pod gets the finalizer {@code drover.test/stuck} once it runs, which nobody
 * removes).
 */
public final class ControlPlane implements AutoCloseable {
  /** Label (key=value) of a node whose kubelet runs. */
  public static final String KUBELET_RUNNING = "drover.test/kubelet=running";

  /** Users that have a token and, until {@link #kubeconfigFor}, may do nothing. */
  public static final List<String> USERS = List.of("drover", "drover-two", "observer");

  private static final List<Component> WATCHERS =
      List.of(Component.CONTROLLER_MANAGER, Component.SCHEDULER, Component.KWOK);

  private static final Duration START_DEADLINE = Duration.ofSeconds(90);

  private final Path directory;
  private final Commands commands;
  private final Map<String, String> tokens;
  private final Map<Component, OwnedProcess> running = new EnumMap<>(Component.class);
  private @Nullable KubernetesClient client;

  private ControlPlane(Path directory, Map<String, String> tokens, Commands commands) {
    this.directory = directory;
    this.tokens = tokens;
    this.commands = commands;
  }

  public static ControlPlane start() {
    return start(ControlPlaneOptions.real());
  }

  /** Starts all components in a fresh folder and returns when pods can be created. */
  public static ControlPlane start(ControlPlaneOptions options) {
    Binaries binaries = Binaries.controlPlane();
    Path directory = Scratch.folder("control-plane");
    Map<String, String> tokens = Credentials.writeTo(directory, USERS);
    List<Integer> ports = FreePorts.take(Commands.PORTS);
    Kubeconfig admin =
        new Kubeconfig(
            "https://127.0.0.1:" + ports.getFirst(),
            Objects.requireNonNull(tokens.get(Credentials.ADMIN)),
            directory.resolve("certs/apiserver.crt"));
    Commands commands = new Commands(binaries, directory, admin, ports, options);
    Path unused = admin.writeTo(commands.kubeconfigFile());
    ControlPlane plane = new ControlPlane(directory, tokens, commands);
    try {
      plane.launch(Component.ETCD);
      plane.launch(Component.API_SERVER);
      plane.awaitApiServer();
      WATCHERS.forEach(plane::launch);
      plane.awaitDefaultServiceAccount();
      return plane;
    } catch (RuntimeException | AssertionError e) {
      plane.close();
      throw e;
    }
  }

  /** Where its logs are. */
  public Path folder() {
    return directory;
  }

  /** URL of the API server. */
  public String server() {
    return commands.kubeconfig().server();
  }

  /** The file of a kubeconfig that may do everything. */
  public Path kubeconfig() {
    return commands.kubeconfigFile();
  }

  /** The bearer token of cluster-admin, for a {@link RecordingProxy}'s kubeconfig. */
  public String adminToken() {
    return commands.kubeconfig().token();
  }

  /** The bearer token of one of {@link #USERS}. */
  public String token(String user) {
    String token = tokens.get(user);
    if (token == null) {
      throw new IllegalArgumentException(user + " is none of " + USERS);
    }
    return token;
  }

  /**
   * A kubeconfig of a user who may do just what the manifest's ClusterRoles allow.
   *
   * @param user one of {@link #USERS}
   * @param manifest YAML with at least one ClusterRole; all of it is applied
   */
  public Path kubeconfigFor(String user, String manifest) {
    List<ClusterRole> roles =
        apply(manifest).stream()
            .filter(ClusterRole.class::isInstance)
            .map(ClusterRole.class::cast)
            .toList();
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("the manifest holds no ClusterRole");
    }
    for (ClusterRole role : roles) {
      bind(client(), user, role.getMetadata().getName());
    }
    return kubeconfigWith(token(user), user);
  }

  /** A kubeconfig with a fresh token of a service account that exists. */
  public Path kubeconfigForServiceAccount(String namespace, String name) {
    String token = kubectl("create", "token", name, "-n", namespace, "--duration=24h").strip();
    return kubeconfigWith(token, namespace + "-" + name);
  }

  /** Applies every object of the YAML and returns what the server made of it. */
  public List<HasMetadata> apply(String manifest) {
    KubernetesClient k8s = client();
    List<HasMetadata> applied = new ArrayList<>();
    for (HasMetadata object :
        k8s.load(new ByteArrayInputStream(manifest.getBytes(UTF_8))).items()) {
      applied.add(k8s.resource(object).fieldManager("ground").forceConflicts().serverSideApply());
    }
    return applied;
  }

  /** Runs kubectl as cluster-admin and returns its standard output. */
  public String kubectl(String... args) {
    List<String> command = new ArrayList<>();
    command.add(commands.binaries().path("kubectl"));
    command.add("--kubeconfig=" + kubeconfig());
    command.addAll(Arrays.asList(args));
    Path errors = directory.resolve("kubectl-" + UUID.randomUUID() + ".err");
    try {
      Process process =
          new ProcessBuilder(command).redirectError(Redirect.to(errors.toFile())).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      int code = process.waitFor();
      String said = Files.readString(errors);
      Files.delete(errors);
      if (code != 0) {
        throw new IllegalStateException(
            "kubectl %s: exit code %d%n%s".formatted(String.join(" ", args), code, said));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in kubectl", e);
    }
  }

  /** A client with cluster-admin rights; closed with the control plane. */
  public synchronized KubernetesClient client() {
    KubernetesClient present = client;
    if (present == null) {
      present = newClient(kubeconfig());
      client = present;
    }
    return present;
  }

  /** A client of one's own, to be closed by the caller. */
  public static KubernetesClient newClient(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }

  /** Kills the component with SIGKILL. */
  public void kill(Component component) {
    process(component).kill9();
  }

  /** Stops the component where it is (SIGSTOP): its connections stay open and silent. */
  public void freeze(Component component) {
    OwnedProcess frozen = process(component);
    frozen.signal("STOP");
    Await.until(Duration.ofSeconds(10), component + " to stand still", frozen::standsStill);
  }

  /**
   * Lets a frozen component go on (SIGCONT). After the API server kwok starts afresh: its watch of
   * pods may stay dead for minutes while that of nodes lives, and no pod would run.
   */
  public void thaw(Component component) {
    process(component).signal("CONT");
    if (component == Component.API_SERVER) {
      relaunch(Component.KWOK);
    }
  }

  /**
   * Kills the component if it runs, starts it on the same port and data, and awaits readiness.
   * After the API server or its store, the components that watch it start afresh too: by themselves
   * they come back within a minute only, as client-go backs off.
   */
  public void restart(Component component) {
    relaunch(component);
    awaitApiServer();
    if (component == Component.ETCD || component == Component.API_SERVER) {
      WATCHERS.forEach(this::relaunch);
    }
  }

  /** Takes a node's kubelet off the network: no lease, no status, no pod starts or ends there. */
  public void silence(String node) {
    String key = KUBELET_RUNNING.substring(0, KUBELET_RUNNING.indexOf('='));
    String unused = kubectl("label", "node", node, key + "-");
  }

  /** Gives a silenced node its kubelet back. */
  public void unsilence(String node) {
    String unused = kubectl("label", "node", node, KUBELET_RUNNING, "--overwrite");
  }

  /** The process of a component, for its pid and its log. */
  public OwnedProcess process(Component component) {
    OwnedProcess process = running.get(component);
    if (process == null) {
      throw new IllegalStateException(component + " was never started");
    }
    return process;
  }

  /** Kills everything; keeps the logs. */
  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
    running.values().forEach(OwnedProcess::kill9);
    Discarded.tree(directory.resolve("etcd"));
  }

  private void relaunch(Component component) {
    process(component).kill9();
    if (component == Component.KWOK) {
      // They name the old kwok as holder, and a new one would let them run out first.
      awaitApiServer();
      String unused = kubectl("delete", "leases", "-n", "kube-node-lease", "--all");
    }
    launch(component);
  }

  private void launch(Component component) {
    String name = component.name().toLowerCase(Locale.ROOT).replace('_', '-');
    OwnedProcess process =
        OwnedProcess.start(commands.of(component), Map.of(), directory.resolve(name + ".log"));
    running.put(component, process);
  }

  private void awaitApiServer() {
    await(Component.API_SERVER, "the API server to be ready", this::readyz);
  }

  /** Until then no pod can be created; it also shows that the controller manager works. */
  private void awaitDefaultServiceAccount() {
    await(
        Component.CONTROLLER_MANAGER,
        "the default service account",
        () -> !kubectl("get", "serviceaccount", "default", "-o", "name").isBlank());
  }

  /** Others may be down on purpose; that this one is, would make waiting useless. */
  private void await(Component component, String what, Callable<Boolean> condition) {
    OwnedProcess process = process(component);
    Await.until(START_DEADLINE, what, () -> !process.isAlive() || condition.call());
    if (!process.isAlive()) {
      throw new IllegalStateException(process + " ended by itself; its log:\n" + process.log());
    }
  }

  private boolean readyz() {
    return kubectl("get", "--raw", "/readyz", "--request-timeout=2s").equals("ok");
  }

  private Path kubeconfigWith(String token, String name) {
    Kubeconfig admin = commands.kubeconfig();
    return new Kubeconfig(admin.server(), token, admin.authority())
        .writeTo(directory.resolve("kubeconfig-" + name));
  }

  private static void bind(KubernetesClient k8s, String user, String role) {
    k8s.resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(user + "-" + role)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build())
        .serverSideApply();
  }
}

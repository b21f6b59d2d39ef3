package io.drover.ground;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Map;

/** Small Kubernetes objects to build upon: {@code node("a").edit()…}. */
public final class Manifests {
  private Manifests() {}

  /** A machine of 4 CPU and 16 GiB whose kubelet runs. */
  public static Node node(String name) {
    Map<String, Quantity> room =
        Map.of(
            "cpu", new Quantity("4"),
            "memory", new Quantity("16Gi"),
            "pods", new Quantity("110"),
            "ephemeral-storage", new Quantity("100Gi"));
    String[] kubelet = ControlPlane.KUBELET_RUNNING.split("=", 2);
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels(kubelet[0], kubelet[1])
        .addToLabels("kubernetes.io/hostname", name)
        .addToLabels("kubernetes.io/os", "linux")
        .addToLabels("kubernetes.io/arch", "amd64")
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .withCapacity(room)
        .withAllocatable(room)
        .endStatus()
        .build();
  }

  /** A pod in the namespace {@code default} that asks for so much CPU and 128 MiB. */
  public static Pod pod(String name, String cpu, Map<String, String> annotations) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName(name)
        .addToLabels("app", name)
        .withAnnotations(annotations)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("none")
        .withNewResources()
        .addToRequests("cpu", new Quantity(cpu))
        .addToRequests("memory", new Quantity("128Mi"))
        .endResources()
        .endContainer()
        .endSpec()
        .build();
  }

  /** So many pods as {@link #pod} makes them, with the label {@code app=name}. */
  public static Deployment deployment(
      String name, int replicas, String cpu, Map<String, String> annotations) {
    Pod pod = pod(name, cpu, annotations);
    return new DeploymentBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", name)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", name)
        .withAnnotations(annotations)
        .endMetadata()
        .withSpec(pod.getSpec())
        .endTemplate()
        .endSpec()
        .build();
  }

  /** A Job of one pod. */
  public static Job job(String name, String cpu, Map<String, String> annotations) {
    Pod pod = pod(name, cpu, annotations);
    return new JobBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", name)
        .withAnnotations(annotations)
        .endMetadata()
        .withSpec(pod.getSpec().edit().withRestartPolicy("Never").build())
        .endTemplate()
        .endSpec()
        .build();
  }
}

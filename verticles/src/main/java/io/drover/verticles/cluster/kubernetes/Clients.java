package io.drover.verticles.cluster.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/**
 * The two clients of one API server.
 *
 * @param ordinary repeats a request once
 * @param once never repeats: a refused eviction is an answer, not a failure
 */
record Clients(KubernetesClient ordinary, KubernetesClient once) implements AutoCloseable {

  /** Of two configurations of the same cluster, which this method completes. */
  static Clients of(Config ordinary, Config once, Duration requestTimeout, OnThreads threads) {
    KubernetesSerialization lenient = lenient();
    return new Clients(
        client(ordinary, 1, requestTimeout, threads, lenient),
        client(once, 0, requestTimeout, threads, lenient));
  }

  /** One object with a field that is not known here must not silence its whole kind. */
  static KubernetesSerialization lenient() {
    ObjectMapper mapper =
        new ObjectMapper()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .configure(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, true);
    return new KubernetesSerialization(Unread.passedOver(mapper), true);
  }

  private static KubernetesClient client(
      Config config,
      int retries,
      Duration requestTimeout,
      OnThreads threads,
      KubernetesSerialization serialization) {
    int millis = Math.toIntExact(requestTimeout.toMillis());
    config.setRequestTimeout(millis);
    config.setConnectionTimeout(millis);
    config.setRequestRetryBackoffLimit(retries);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(serialization)
        .withHttpClientFactory(threads)
        .withTaskExecutor(threads.threads)
        .build();
  }

  @Override
  public void close() {
    ordinary.close();
    once.close();
  }

  /** The JDK's client on virtual threads, its watches listened in on. */
  static final class OnThreads extends JdkHttpClientFactory {
    private final ExecutorService threads;
    private final TappedHttpClient.Tap tap;

    OnThreads(ExecutorService threads, TappedHttpClient.Tap tap) {
      this.threads = threads;
      this.tap = tap;
    }

    @Override
    protected HttpClient.Builder createNewHttpClientBuilder() {
      return new TappedHttpClientBuilder(HttpClient.newBuilder().executor(threads), tap);
    }
  }
}

package io.drover.verticles.provider.vpsie.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.provider.vpsie.pipeline.Call;
import java.util.List;

/**
 * How VPSie is asked what it sells: servers and nodes of its Kubernetes have lists of their own.
 */
public interface PriceList {
  /** Where every list begins. */
  int begin();

  /** The scopes in which plans are asked for: each datacenter, or one empty text for all. */
  List<String> planScopes(List<Datacenter> datacenters);

  Call plans(String scope, String osImage, int from, int size);

  Slice<Plan> readPlans(JsonNode answer, String scope, int from);
}

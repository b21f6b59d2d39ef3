package io.drover.verticles.provider.vpsie.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.provider.vpsie.pipeline.Call;
import io.drover.verticles.provider.vpsie.pipeline.Dialect;
import java.util.Optional;

/**
 * One shape of VPSie's API: which calls are made, and what their answers say. Reading throws
 * IllegalArgumentException, with the endpoint and the field, when an answer lacks something.
 */
public sealed interface Profile extends Dialect, PriceList permits DocumentProfile, AppsV2Profile {
  Call servers(int from, int size);

  Slice<Server> readServers(JsonNode answer, int from);

  /** Asks for a server with its tags, which lists do not tell. */
  Call server(Server known);

  Server readServer(JsonNode answer);

  /** Asks for a server of which only the identifier is known; empty where that cannot be asked. */
  Optional<Call> byIdentifier(String identifier);

  Call create(ServerOrder order);

  /** The server that was made; empty where the answer does not tell, and it is found by name. */
  Optional<Server> readCreated(JsonNode answer);

  Call delete(Server server, Farewell farewell);

  Call datacenters(int from, int size);

  Slice<Datacenter> readDatacenters(JsonNode answer, int from);

  /** The calls to VPSie's own Kubernetes. */
  Kubernetes kubernetes();

  /**
   * What VPSie wants to know when a server goes.
   *
   * @param password the account's, where deleting asks for it
   */
  record Farewell(String note, Optional<String> password) {
    @Override
    public String toString() {
      return note;
    }
  }
}

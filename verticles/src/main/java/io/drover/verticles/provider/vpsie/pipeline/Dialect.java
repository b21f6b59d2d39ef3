package io.drover.verticles.provider.vpsie.pipeline;

import java.util.Map;

/** How a shape of the API has a client log in, and where it wants the token. */
public interface Dialect {
  Call login(Credentials.Client client);

  Map<String, String> authorization(String token);
}

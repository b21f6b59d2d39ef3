package io.drover.doubles.vpsie;

/** What the API may or may not do; nobody outside of VPSie knows which. */
public enum Quirk {
  /** Refusals of the account's own making come with HTTP 200 and {@code error: true}. */
  ERRORS_WITH_200,
  /** The document's create answers without the server, its group creation without the group. */
  CREATE_TELLS_NOTHING,
  /** Lists of apps-v2 show everything, whatever page was asked for. */
  IGNORES_PAGES,
  /** {@code state} of a server in apps-v2 is where its datacenter lies, not how it is. */
  STATE_TELLS_PLACE,
  /** Adding a node to a cluster answers {@code true}. */
  ADD_NODE_ANSWERS_TRUE,
  /** Nodes join without a providerID and labels of the cloud: no cloud controller runs. */
  NO_CLOUD_CONTROLLER,
  /** A login does not say when its token expires. */
  NO_EXPIRY,
  /** 429 comes without {@code Retry-After}. */
  NO_RETRY_AFTER
}

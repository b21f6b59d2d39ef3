package io.drover.doubles.vpsie;

import org.jspecify.annotations.Nullable;

/**
 * Who pays.
 *
 * @param fixedToken a token that never expires, if the account has one
 * @param suspended whether every request is answered with 403
 * @param quota how many servers may live at a time; 0 = no limit
 * @param quotaMessage what is said when one more is asked for
 */
record Account(
    String clientId,
    String secret,
    @Nullable String fixedToken,
    boolean suspended,
    int quota,
    String quotaMessage) {
  static final String QUOTA = "The number of VMs exceeds the allowed limit";

  static Account opened(String clientId, String secret) {
    return new Account(clientId, secret, null, false, 0, QUOTA);
  }

  Account withSecret(String other) {
    return new Account(clientId, other, fixedToken, suspended, quota, quotaMessage);
  }

  Account withToken(@Nullable String token) {
    return new Account(clientId, secret, token, suspended, quota, quotaMessage);
  }

  Account suspended(boolean now) {
    return new Account(clientId, secret, fixedToken, now, quota, quotaMessage);
  }

  Account limited(int servers, String message) {
    return new Account(clientId, secret, fixedToken, suspended, servers, message);
  }
}

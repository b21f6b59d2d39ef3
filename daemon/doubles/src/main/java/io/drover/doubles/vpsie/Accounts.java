package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The accounts and the tokens they were given. */
public final class Accounts {
  private final Map<String, Account> accounts = new LinkedHashMap<>();
  private final Map<String, Token> tokens = new HashMap<>();
  private int given;

  /** A token of a login. */
  record Token(String value, String clientId, Instant expires) {}

  /** Opens an account, or gives an existing one another secret; its tokens stay good. */
  public synchronized void open(String clientId, String secret) {
    Account before = accounts.get(clientId);
    accounts.put(
        clientId, before == null ? Account.opened(clientId, secret) : before.withSecret(secret));
  }

  /** Gives the account a token that needs no login and never expires; null takes it away. */
  public void fixedToken(String clientId, @Nullable String token) {
    change(clientId, account -> account.withToken(token));
  }

  /** Makes every token of the account's logins worthless; it is still known whose they were. */
  public synchronized void revokeTokens(String clientId) {
    tokens.replaceAll(
        (value, token) ->
            token.clientId().equals(clientId) ? new Token(value, clientId, Instant.MIN) : token);
  }

  /** Answers everything of the account with 403, or no longer. */
  public void suspend(String clientId, boolean suspended) {
    change(clientId, account -> account.suspended(suspended));
  }

  /** From now on that many servers of the account may live at a time; 0 = no limit. */
  public void quota(String clientId, int servers) {
    quota(clientId, servers, Account.QUOTA);
  }

  /** As {@link #quota(String, int)}, in other words. */
  public void quota(String clientId, int servers, String message) {
    change(clientId, account -> account.limited(servers, message));
  }

  synchronized Optional<Account> find(String clientId) {
    return Optional.ofNullable(accounts.get(clientId));
  }

  /** Empty when the account is unknown or its secret another. */
  synchronized Optional<Token> login(
      String clientId, String secret, Instant now, Duration tokenLife) {
    Account account = accounts.get(clientId);
    if (account == null || !account.secret().equals(secret)) return Optional.empty();
    String seed = clientId + " " + ++given + " " + now;
    String value = "vt-" + UUID.nameUUIDFromBytes(seed.getBytes(UTF_8));
    Token token = new Token(value, clientId, now.plus(tokenLife));
    tokens.put(value, token);
    return Optional.of(token);
  }

  /** Who carries the token, and whether it is still good. */
  synchronized Visitor visitor(Optional<String> token, Instant now) {
    if (token.isEmpty()) return Visitor.turnedAway(401, "No token provided");
    for (Account account : accounts.values()) {
      if (token.get().equals(account.fixedToken())) return Visitor.known(account);
    }
    Token found = tokens.get(token.get());
    if (found == null) return Visitor.turnedAway(401, "Invalid token");
    Account account = accounts.get(found.clientId());
    if (account == null) return Visitor.turnedAway(401, "Invalid token");
    return now.isBefore(found.expires())
        ? Visitor.known(account)
        : Visitor.turnedAway(account, 401, "Token expired");
  }

  private synchronized void change(String clientId, UnaryOperator<Account> change) {
    Account account = accounts.get(clientId);
    if (account == null) throw new IllegalArgumentException("no account " + clientId);
    accounts.put(clientId, change.apply(account));
  }
}

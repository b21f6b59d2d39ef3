package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import io.drover.doubles.vpsie.Accounts.Token;
import java.time.Duration;
import java.time.Instant;

/** Gives tokens for client ids and secrets, in the reply shape of each wire form. */
final class LoginApi {
  private static final Duration REFRESH_LIFE = Duration.ofDays(30);
  private final Accounts accounts;

  LoginApi(Accounts accounts) {
    this.accounts = accounts;
  }

  Answer login(Profile profile, ObjectNode fields, Instant now, Behaviour behaviour) {
    String clientId = fields.path("clientId").asText("");
    if (accounts.find(clientId).filter(Account::suspended).isPresent()) {
      return Answer.refused(403, "Account is suspended");
    }
    return accounts
        .login(clientId, fields.path("clientSecret").asText(""), now, behaviour.tokenLife())
        .map(token -> shown(profile, token, now, !behaviour.has(Quirk.NO_EXPIRY)))
        .orElse(Answer.refused(401, "Invalid client id or client secret"));
  }

  private static Answer shown(Profile profile, Token token, Instant now, boolean expiry) {
    ObjectNode access = token(token.value(), token.expires(), expiry);
    ObjectNode refresh = token("refresh-" + token.value(), now.plus(REFRESH_LIFE), expiry);
    ObjectNode body = Answer.envelope();
    switch (profile) {
      case DOCUMENT -> {
        body.put("code", 200).set("accessToken", access);
        body.set("refreshToken", refresh);
      }
      case APPS_V2 ->
          body.putObject("token").<ObjectNode>set("access", access).set("refresh", refresh);
    }
    return new Answer.Fine(body);
  }

  private static ObjectNode token(String value, Instant expires, boolean expiry) {
    ObjectNode shown = Json.MAPPER.createObjectNode().put("token", value);
    return expiry ? shown.put("expires", expires.toString()) : shown;
  }
}

package io.drover.doubles.vpsie;

import java.util.Optional;

/**
 * Who sent a request, as far as that can be told.
 *
 * @param account whose rate it counts against
 * @param refusal why the request is turned away
 */
record Visitor(Optional<Account> account, Optional<Answer> refusal) {

  static Visitor known(Account account) {
    return account.suspended()
        ? turnedAway(account, 403, "Account is suspended")
        : new Visitor(Optional.of(account), Optional.empty());
  }

  static Visitor turnedAway(int status, String message) {
    return new Visitor(Optional.empty(), Optional.of(Answer.refused(status, message)));
  }

  static Visitor turnedAway(Account account, int status, String message) {
    return new Visitor(Optional.of(account), Optional.of(Answer.refused(status, message)));
  }

  String name() {
    return account.map(Account::clientId).orElse("");
  }
}

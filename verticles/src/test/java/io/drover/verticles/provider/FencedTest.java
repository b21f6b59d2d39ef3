package io.drover.verticles.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FencedTest {
  private static final ProviderAnswer SUPERSEDED =
      new ProviderAnswer.Failed(
          new ProviderFailure.Superseded("another member owns the cluster by now"));

  private final List<ProviderCommand> out = new ArrayList<>();
  private boolean placed = true;
  private Token newest = Token.NONE;
  private final Fenced fenced =
      new Fenced(
          new Recording(), new Fence(() -> placed, (cluster, token) -> token.mayTouch(newest)));

  private final class Recording implements NodeProvider {
    @Override
    public Capabilities capabilities() {
      return Capabilities.UNKNOWN;
    }

    @Override
    public Future<ProviderAnswer> perform(ProviderCommand command) {
      out.add(command);
      return Future.succeededFuture(new ProviderAnswer.Deleting());
    }
  }

  private static ProviderCommand delete(String cluster, Token token) {
    return new ProviderCommand.Delete(
        new OwnerTag("home", cluster, "general", "intent"), "x://1", Map.of(), null, token);
  }

  private ProviderAnswer perform(ProviderCommand command) {
    return fenced.perform(command).result();
  }

  @Test
  void letsCallsOutUnderTheSameOrAHigherClaim() {
    perform(delete("one", new Token(1, 7)));
    perform(delete("one", new Token(1, 7)));
    perform(delete("one", new Token(2, 1)));

    assertThat(out).hasSize(3);
  }

  @Test
  void refusesACallUnderAClaimThatAHigherOneHasFollowed() {
    perform(delete("one", new Token(2, 1)));

    assertThat(perform(delete("one", new Token(1, 9)))).isEqualTo(SUPERSEDED);
    assertThat(perform(delete("two", new Token(1, 9)))).isInstanceOf(ProviderAnswer.Deleting.class);
    assertThat(out).hasSize(2);
  }

  @Test
  void refusesACallUnderAnOlderClaimThanWasSeenOnTheCluster() {
    newest = new Token(1, 8);

    assertThat(perform(delete("one", new Token(1, 7)))).isEqualTo(SUPERSEDED);
    assertThat(out).isEmpty();
  }

  @Test
  void letsNothingOutOnceTheAccountLivesElsewhere() {
    placed = false;

    perform(delete("one", new Token(1, 7)));
    perform(new ProviderCommand.Offerings(""));

    assertThat(out).isEmpty();
  }
}

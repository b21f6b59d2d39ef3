package io.drover.doubles.vpsie;

import static io.drover.doubles.vpsie.Operation.CREATE_SERVER;
import static io.drover.doubles.vpsie.VpsieUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.doubles.cloud.Reply.Delivery;
import io.drover.doubles.vpsie.Trouble.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private final VpsieUnderTest test = new VpsieUnderTest();

  @Test
  void loseAnAnswerAfterTheServerWasMade() {
    test.trouble(Trouble.of(Kind.LOST_ANSWER, CREATE_SERVER).once());

    assertThat(test.create("node-1").delivery()).isEqualTo(new Delivery.Cut());
    test.trouble(Trouble.of(Kind.CUT, CREATE_SERVER).once());
    assertThat(test.create("undone").delivery()).isEqualTo(new Delivery.Cut());
    assertThat(test.create("node-1").delivery()).isEqualTo(new Delivery.AtOnce());
    assertThat(test.listed()).containsExactly("node-1", "node-1");
  }

  @Test
  void neverAnswerWithAndWithoutHavingDoneIt() {
    test.trouble(Trouble.of(Kind.SILENT, CREATE_SERVER).once());
    test.trouble(Trouble.of(Kind.NO_ANSWER, CREATE_SERVER).once());
    assertThat(test.create("done").delivery()).isEqualTo(new Delivery.Never());
    assertThat(test.create("undone").delivery()).isEqualTo(new Delivery.Never());
    assertThat(test.listed()).containsExactly("done");
  }

  @Test
  void answerWithAnErrorThatMayHaveBeenCarriedOut() {
    test.trouble(Trouble.of(Kind.REFUSED, CREATE_SERVER).once());
    test.trouble(Trouble.of(Kind.CARRIED_OUT_BUT, CREATE_SERVER).saying(504, "Timeout").once());
    assertThat(refused(test.create("undone")).status()).isEqualTo(500);
    assertThat(refused(test.create("done")).status()).isEqualTo(504);
    assertThat(test.listed()).containsExactly("done");
  }

  @Test
  void refuseInTheWordsOfTheQuota() {
    test.trouble(
        Trouble.of(Kind.REFUSED, CREATE_SERVER).saying(400, "Maximum number of VMs reached"));
    assertThat(refused(test.create("n")).message()).isEqualTo("Maximum number of VMs reached");
    assertThat(refused(test.create("n")).status()).isEqualTo(400);
  }

  @Test
  void refuseWithStatus200() {
    test.trouble(
        Trouble.of(Kind.REFUSED_WITH_200, CREATE_SERVER).saying(400, "quota exceeded").once());
    assertThat(refused(test.create("n")))
        .isEqualTo(new Answer.Refused(200, 400, "quota exceeded", Duration.ZERO));

    test.behave(Behaviour.standard().with(Quirk.ERRORS_WITH_200));
    assertThat(refused(test.document("GET", "/servers/1", "")))
        .isEqualTo(new Answer.Refused(200, 404, "Server not found", Duration.ZERO));
  }

  @Test
  void answerLateOrInAnotherTongue() {
    test.trouble(Trouble.of(Kind.SLOW, CREATE_SERVER).by(Duration.ofSeconds(2)).once());
    test.trouble(Trouble.of(Kind.GARBLED, CREATE_SERVER).once());
    assertThat(test.create("n").delivery()).isEqualTo(new Delivery.Late(Duration.ofSeconds(2)));
    assertThat(test.create("n").answer()).isInstanceOf(Answer.Garbled.class);
    assertThat(test.listed()).hasSize(1);
  }

  @Test
  void strikeOnlyWhomTheyAreFor() {
    test.api.accounts().open("other", "s");
    test.trouble(Trouble.of(Kind.REFUSED, null).of("other"));
    test.trouble(Trouble.of(Kind.REFUSED, CREATE_SERVER).containing("node-2"));
    test.trouble(Trouble.of(Kind.RATE_LIMITED, CREATE_SERVER).after(1).once());

    assertThat(test.create("node-1").answer().status()).isEqualTo(200);
    assertThat(test.create("node-2").answer().status()).isEqualTo(500);
    assertThat(test.create("node-3").answer().status()).isEqualTo(429);
    assertThat(test.create("node-3").answer().status()).isEqualTo(200);
    assertThat(test.api.troubles().coming()).hasSize(2);
  }
}

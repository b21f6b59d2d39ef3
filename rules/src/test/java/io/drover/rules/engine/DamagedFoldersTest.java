package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static io.drover.rules.engine.PolicyFiles.goodRule;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage that no text file of the test resources can hold: encodings, sizes, paths. */
@Timeout(60)
final class DamagedFoldersTest {
  private static final int MIB = 1024 * 1024;

  private static String onlyProblem(PolicyFiles files) {
    assertThat(files.problems()).hasSize(1);
    return files.problems().getFirst().toString();
  }

  private static byte[] encoded(String charset, String before) {
    return (before + goodRule()).getBytes(Charset.forName(charset));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scale-up/one.drl", "scale-up/one.cases.yaml"})
  void aByteOrderMarkIsTold(String path) {
    assertThat(
            onlyProblem(
                aFolder()
                    .with("scale-up/one.drl", goodRule())
                    .with(path, encoded("UTF-8", "\uFEFF"))))
        .isEqualTo(
            path + ":1: the file begins with a byte order mark; it must be UTF-8 text without one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void utf16IsTold(String charset) {
    assertThat(onlyProblem(aFolder().with("scale-up/one.drl", encoded(charset, "\uFEFF"))))
        .isEqualTo("scale-up/one.drl:1: the file is UTF-16; it must be UTF-8 text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32"})
  void wideCharactersWithoutAMarkAreTold(String charset) {
    assertThat(onlyProblem(aFolder().with("scale-up/one.drl", encoded(charset, ""))))
        .startsWith("scale-up/one.drl:1: holds the invisible character U+0000");
  }

  @Test
  void latin1IsToldWithItsLine() {
    byte[] bytes = encoded("ISO-8859-1", "// fine\n// caf\u00e9\n");

    assertThat(onlyProblem(aFolder().with("scale-up/one.drl", bytes)))
        .isEqualTo("scale-up/one.drl:2: the file is not UTF-8 text");
  }

  @Test
  void aFileThatIsCutWithinACharacterIsTold() {
    byte[] bytes = (goodRule() + "// caf\u00e9").getBytes(StandardCharsets.UTF_8);

    assertThat(
            onlyProblem(aFolder().with("scale-up/one.drl", Arrays.copyOf(bytes, bytes.length - 1))))
        .endsWith("the file is not UTF-8 text");
  }

  @ParameterizedTest
  @CsvSource({
    "0,U+0000",
    "8,U+0008",
    "11,U+000B",
    "13,U+000D",
    "127,U+007F",
    "8238,U+202E",
    "8232,U+2028",
    "8203,U+200B"
  })
  void aCharacterThatNobodySeesIsToldWithItsLine(int character, String told) {
    String source = goodRule().replace("when", "// " + Character.toString(character) + "x\nwhen");

    assertThat(onlyProblem(aFolder().with("scale-up/one.drl", source)))
        .startsWith("scale-up/one.drl:6: holds the invisible character " + told);
  }

  @Test
  void lineEndsOfWindowsAreTaken() {
    String windows = goodRule().replace("\n", "\r\n");

    assertThat(aFolder().with("scale-up/one.drl", windows).policies().rules())
        .containsExactly("A pod is demand");
  }

  @Test
  void problemsBehindLineEndsOfWindowsHaveTheirLine() {
    String windows = goodRule().replace("$p : pod", "$p : pod, prio > 1").replace("\n", "\r\n");

    assertThat(onlyProblem(aFolder().with("scale-up/one.drl", windows)))
        .startsWith("scale-up/one.drl:7: rule \"A pod is demand\": unknown field prio");
  }

  @Test
  void lettersOfTheWorldStandInNamesAndComments() {
    String source =
        goodRule().replace("A pod is demand", "Ein Pöd \uD83D\uDE00 ist nötig") + "// ä\n";

    assertThat(aFolder().with("scale-up/one.drl", source).policies().rules()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scale-up/one.drl", "scale-up/one.cases.yaml"})
  void fiftyMegabytesAreTold(String path) {
    byte[] huge = new byte[50 * MIB];
    Arrays.fill(huge, (byte) '/');

    assertThat(onlyProblem(aFolder().with("scale-up/one.drl", goodRule()).with(path, huge)))
        .isEqualTo(path + ": the file has 52428800 bytes, at most 32768");
  }

  @Test
  void tooManyFilesAreTold() {
    PolicyFiles files = aFolder();
    for (int i = 0; i < 501; i++) {
      files.with("scale-up/r" + i + ".drl", goodRule());
    }

    assertThat(onlyProblem(files)).isEqualTo(": has 501 files, at most 500");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x.drl",
        "scale-up/../../x.drl",
        "scale-up/../spot/x.drl",
        "scale-up/./x.drl",
        "/scale-up/x.drl",
        "scale-up//x.drl",
        "scale-up/x.drl/",
        "scale-up\\x.drl",
        "scale-up/x\n.drl",
        "scale-up/x\u0000.drl",
        "scale-up/\u202Ex.drl",
        "scale-up/.x.drl",
        ""
      })
  void aPathThatIsNoPlainPathIsTold(String path) {
    assertThat(onlyProblem(aFolder().with(path, goodRule()))).contains("is no plain path");
  }

  @Test
  void aFolderWithAMistypedNameIsTold() {
    assertThat(onlyProblem(aFolder().with("scale_up/x.drl", goodRule())))
        .isEqualTo(
            "scale_up/x.drl: is not in scale-up, scale-down, safety or spot; did you mean scale-up?");
  }

  @Test
  void aRuleOfAnotherFolderIsTold() {
    assertThat(aFolder().with("spot/x.drl", goodRule()).problems())
        .extracting(PolicyProblem::toString)
        .contains(
            "spot/x.drl:7: rule \"A pod is demand\": unknown type PendingPod, which is of the folder"
                + " scale-up; in spot InterruptedNode, Evacuation may be matched");
  }

  @Test
  void theSameNameInTwoFoldersIsTold() {
    String other =
        """
        import io.drover.rules.facts.InterruptedNode;
        import io.drover.rules.plan.Evacuation;
        rule "A pod is demand" @Reason(NODE_INTERRUPTED)
        when InterruptedNode($n : node)
        then insertLogical(new Evacuation($n));
        end
        """;

    assertThat(onlyProblem(aFolder().with("scale-up/a.drl", goodRule()).with("spot/b.drl", other)))
        .isEqualTo(
            "spot/b.drl:3: rule \"A pod is demand\": has the same name as in scale-up/a.drl");
  }

  @Test
  void twoRulesThatDependOnEachOthersAbsenceAreTold() {
    String form =
        """
        import io.drover.rules.facts.NodeStats;
        import io.drover.rules.plan.Kept;
        import io.drover.rules.plan.Unneeded;
        rule "A node is %1$s" @Reason(NODE_EMPTY)
        when NodeStats($n : node) not %2$s(node == $n)
        then insertLogical(new %1$s($n));
        end
        """;

    assertThat(
            aFolder()
                .with("scale-down/a.drl", form.formatted("Kept", "Unneeded"))
                .with("scale-down/b.drl", form.formatted("Unneeded", "Kept"))
                .problems())
        .hasSize(2)
        .allMatch(problem -> problem.text().contains("may depend on its own absence"));
  }

  @Test
  void afterACaseThatWasCutOffNoOtherIsRun() {
    String one =
        """
        - name: "%d"
          given:
          - PendingPod: {pod: a/b, priority: 1, pendingFor: PT1S, daemon: false, patience: PT0S, ignored: false}
          expect: []
        """;
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      cases.append(one.formatted(i));
    }

    assertThat(
            aFolder()
                .with("scale-up/one.drl", goodRule())
                .with("scale-up/one.cases.yaml", cases.toString())
                .problems(0))
        .extracting(PolicyProblem::text)
        .containsExactly("case \"0\" was cut off: the rules of scale-up ran out of their budget");
  }
}

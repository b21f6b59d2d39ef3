package io.drover.daemon.cli;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.daemon.snapshot.Snapshot;
import io.drover.daemon.snapshot.SnapshotFile;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.plan.Inquiry;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.Remembered;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Limits;
import io.drover.verticles.policies.FolderSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What policies look like to somebody who edits them, without a daemon. */
class RulesCommandsTest {
  private static final String RULE =
      """
      import io.drover.rules.facts.PendingPod;
      import io.drover.rules.plan.Demand;

      rule "An important pod is demand"
      @Reason(PODS_UNSCHEDULABLE)
      when
          PendingPod($pod : pod, priority > 10)
      then
          insertLogical(new Demand($pod));
      end
      """;

  private static final String CASES =
      """
      - name: more important
        given:
          - PendingPod: {pod: default/a, priority: 11, pendingFor: PT5S, daemon: false, patience: PT0S, ignored: false}
        expect:
          - Demand: {pod: default/a}
      - name: not important enough
        given:
          - PendingPod: {pod: default/a, priority: 10, pendingFor: PT5S, daemon: false, patience: PT0S, ignored: false}
        expect: []
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path folder = Path.of("unset");

  @BeforeEach
  void aFolder(@TempDir Path fresh) throws IOException {
    folder = fresh.resolve("rules");
    write("scale-up/important.drl", RULE);
    write("scale-up/important.cases.yaml", CASES);
  }

  @Test
  void aFolderIsComparedOnASnapshot(@TempDir Path disk) throws IOException {
    Path file = disk.resolve("prod.json.gz");
    SnapshotFile.write(snapshot(), file, true);
    write("scale-up/important.drl", RULE.replace("priority > 10", "priority >= 0"));
    Files.delete(folder.resolve("scale-up/important.cases.yaml"));

    assertThat(drover("rules", "diff", "--snapshot", file.toString(), folder.toString()))
        .isEqualTo(Exit.OK);
    assertThat(out.toString())
        .containsPattern("from policies [0-9a-f]{12} \\(the snapshot\\) to policies")
        .contains("- buy nothing for pod default/waits", "+ buy");
    assertThat(
            drover("rules", "diff", "--snapshot", file.toString(), folder.toString(), "-o", "json"))
        .isEqualTo(Exit.OK);
    assertThat(out.toString()).contains("\"subject\" : \"default/waits\"");
    assertThat(drover("rules", "diff", folder.toString())).isEqualTo(Exit.USAGE);
    assertThat(drover("rules", "diff", "--snapshot", disk.resolve("none").toString()))
        .isEqualTo(Exit.PROBLEMS);
  }

  /** One pod waits; the policies are those of the folder. */
  private Snapshot snapshot() throws IOException {
    PolicyFolder rules = new PolicyFolder(new FolderSource(folder).read());
    Instant now = Instant.parse("2026-11-20T12:00:00Z");
    Inquiry inquiry =
        new Inquiry(
            "plan-1",
            now,
            FactSnapshot.of(
                aWorld().with(aGroup("general"), aPod("waits").pendingSince(now)).build()),
            Map.of(new ProviderName("sim"), List.of(anOffering("small").build())),
            Measured.NOTHING,
            List.of(),
            false,
            Remembered.NOTHING,
            ClusterSettings.DEFAULT);
    return new Snapshot(
        "prod",
        rules.version(),
        Snapshot.texts(rules),
        false,
        Limits.DEFAULT,
        new Circumstances(now, now, true, true, "", 0),
        inquiry);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int rules(String command, String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "rules";
    args[1] = command;
    args[2] = folder.toString();
    System.arraycopy(more, 0, args, 3, more.length);
    return drover(args);
  }

  private int drover(String... args) {
    return Drover.line()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "test", "coverage", "diff", "apply", "history", "rollback"})
  void eachCommandTellsWhatItDoes(String command) {
    assertThat(Drover.line().setOut(new PrintWriter(out, true)).execute("rules", command, "--help"))
        .isEqualTo(Exit.OK);
    assertThat(out.toString()).startsWith("Usage: drover rules " + command);
  }

  @Test
  void aGoodFolderPasses() {
    assertThat(rules("check")).isEqualTo(Exit.OK);
    assertThat(out.toString()).contains("1 rules, all cases pass");
  }

  @Test
  void aMisspelledFieldIsToldWithItsLineAndTheNearestName() throws IOException {
    write("scale-up/important.drl", RULE.replace("priority", "priorty"));

    assertThat(rules("check")).isEqualTo(Exit.PROBLEMS);
    assertThat(err.toString()).contains("scale-up/important.drl:7:", "priorty", "priority");
  }

  @Test
  void aFolderThatIsNotThereIsOneLine() {
    folder = folder.resolve("gone");

    assertThat(rules("test")).isEqualTo(Exit.PROBLEMS);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("gone", "cannot be read");
  }

  @Test
  void eachCaseIsToldAndWrittenForBuildServers() throws IOException {
    write("scale-up/important.drl", RULE.replace("> 10", "> 11"));
    Path junit = folder.resolveSibling("junit.xml");

    assertThat(rules("test", "--junit", junit.toString())).isEqualTo(Exit.PROBLEMS);
    assertThat(out.toString())
        .contains("FAILED scale-up/important.cases.yaml:1: more important: expects")
        .contains("passed scale-up/important.cases.yaml:6: not important enough")
        .contains("2 cases, 1 failed");
    assertThat(Files.readString(junit))
        .contains("tests=\"2\" failures=\"1\" errors=\"0\"")
        .contains("<testcase classname=\"scale-up/important.cases.yaml\" name=\"more important\">")
        .contains("<failure message=\"expects");
  }

  @Test
  void coverageNamesAnEdgeThatNoCaseIsAt() throws IOException {
    assertThat(rules("coverage")).isEqualTo(Exit.OK);

    write("scale-up/important.cases.yaml", CASES.replace("priority: 10,", "priority: 9,"));
    assertThat(rules("coverage")).isEqualTo(Exit.PROBLEMS);
    assertThat(out.toString()).contains("never at its edge");
  }
}

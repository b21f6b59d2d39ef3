package io.drover.daemon.cli;

import io.drover.daemon.convert.ConversionOptions;
import io.drover.daemon.convert.Converted;
import io.drover.daemon.convert.Unconvertible;
import io.drover.daemon.convert.VpsieConversion;
import io.drover.verticles.provider.vpsie.VpsieShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drover convert vpsie}. */
@Command(
    name = "vpsie",
    description = {
      "Turn the objects, Secret and flags of the VPSie autoscaler into NodeGroups and a",
      "configuration of Drover, and tell of each field what became of it. No cluster is",
      "asked and no value of a credential is written or printed. The files come from",
      "  kubectl get nodegroups.autoscaler.vpsie.com,vpsienodes.autoscaler.vpsie.com -A -o yaml",
      "  kubectl -n kube-system get secret/vpsie-secret deployment/vpsie-autoscaler -o yaml",
      "How to go on: docs/coming-from-vpsie.md."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ConvertVpsieCommand implements Callable<Integer> {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "YAML with the old objects, several documents and Lists too; may be repeated")
  private List<Path> files = List.of();

  @Option(
      names = "--flags",
      paramLabel = "LINE",
      defaultValue = "",
      description = "the old daemon's command line, where no Deployment in a file has it")
  private String flags = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "write the files into this folder, and only the report to the output; files that",
        "are there already stay, and nothing is written then"
      })
  private @Nullable Path out;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      defaultValue = "prod",
      description = "the cluster's name in the configuration (default: ${DEFAULT-VALUE})")
  private String cluster = "prod";

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "vpsie",
      description = "the account's name in the configuration (default: ${DEFAULT-VALUE})")
  private String provider = "vpsie";

  @Option(
      names = "--installation",
      paramLabel = "NAME",
      defaultValue = "home",
      description = "marks what belongs to this installation (default: ${DEFAULT-VALUE})")
  private String installation = "home";

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      defaultValue = "document",
      converter = ShapeConverter.class,
      description = "the API's shape, document or apps-v2 (default: ${DEFAULT-VALUE})")
  private VpsieShape shape = VpsieShape.DOCUMENT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "of the report, text or json (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      ConversionOptions options = new ConversionOptions(cluster, provider, installation, shape);
      Converted converted = VpsieConversion.of(texts(), flags, options);
      if (out != null) {
        write(out, converted.files());
      }
      print(converted);
      return Exit.OK;
    } catch (Unconvertible wrong) {
      return refused(String.valueOf(wrong.getMessage()));
    } catch (NoSuchFileException missing) {
      return refused(missing.getMessage() + " does not exist");
    } catch (FileAlreadyExistsException there) {
      return refused(there.getMessage() + " is there already; nothing was written");
    } catch (MalformedInputException bytes) {
      return refused("a file is not UTF-8");
    }
  }

  private Map<String, String> texts() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path file : files) {
      texts.put(file.toString(), Files.readString(file));
    }
    return texts;
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    Files.createDirectories(folder);
    for (String name : files.keySet()) {
      if (Files.exists(folder.resolve(name))) {
        throw new FileAlreadyExistsException(folder.resolve(name).toString());
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(
          folder.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
    }
  }

  private void print(Converted converted) {
    PrintWriter to = spec.commandLine().getOut();
    if (output == Output.json) {
      to.println(Output.json(converted));
      return;
    }
    if (out == null) {
      converted.files().forEach((name, text) -> to.println("# ---- " + name + "\n" + text));
      to.println("# ---- report");
    }
    to.println(converted.report().stripTrailing());
  }

  private int refused(String line) {
    spec.commandLine().getErr().println("drover: " + line);
    return Exit.PROBLEMS;
  }
}

package io.drover.daemon.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a configuration strictly and finds every mistake at once. Never touches the network. */
public final class ConfigParser {
  private static final long LARGEST = 1L << 20;
  private final ConfigReader reader;
  private final ReferencedFiles files;

  /** Whether the files that a configuration names must be there. */
  public enum ReferencedFiles {
    IGNORED,
    CHECKED
  }

  /** A parser that does not look at referenced files. */
  public ConfigParser(Set<String> providerKinds) {
    this(providerKinds, ReferencedFiles.IGNORED);
  }

  /**
   * @param providerKinds the closed set of kinds that a provider may have
   */
  public ConfigParser(Set<String> providerKinds, ReferencedFiles files) {
    this.reader = new ConfigReader(Set.copyOf(providerKinds));
    this.files = files;
  }

  /** Reads a file of at most 1 MiB. That it cannot be read is a problem like any other. */
  public ParseResult parse(Path file) {
    try {
      if (Files.size(file) > LARGEST)
        return rejected(file.toString(), "file", "is larger than 1 MiB", 1);
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return rejected(file.toString(), "file", "does not exist", 1);
    } catch (IOException e) {
      return rejected(file.toString(), "file", "cannot be read", 1);
    }
  }

  /** Reads the content of a file of that name. */
  public ParseResult parse(String name, byte[] content) {
    Node root;
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (CharacterCodingException e) {
      return rejected(name, "file", "is not UTF-8", 1);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      int line = mark == null ? 1 : mark.getLine() + 1;
      return rejected(name, "line " + line, "is not YAML: " + e.getProblem(), line);
    } catch (YAMLException e) {
      return rejected(name, "file", "is not YAML: " + e.getMessage(), 1);
    }
    return parse(name, root);
  }

  private ParseResult parse(String name, @Nullable Node root) {
    if (root == null) return rejected(name, "file", "is empty", 1);
    Findings findings = new Findings();
    MappingReader in = MappingReader.of(root, "", findings);
    if (findings.about("file")) return new ParseResult.Rejected(name, findings.inOrder());
    DroverConfig config = reader.read(in);
    in.finish();
    new CrossChecks(config, findings).check();
    if (files == ReferencedFiles.CHECKED) new FileChecks(findings).check(config);
    return findings.isEmpty()
        ? new ParseResult.Parsed(config)
        : new ParseResult.Rejected(name, findings.inOrder());
  }

  private static ParseResult rejected(String name, String path, String text, int line) {
    return new ParseResult.Rejected(name, List.of(new Problem(path, text, line)));
  }
}

package io.drover.verticles.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.rules.engine.CompiledRules;
import io.drover.rules.engine.Digests;
import io.drover.rules.engine.PolicyCompiler;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiled rules in {@code <folder>/<build>}. What another build of Drover or another Java has
 * compiled is of no use and is deleted; of this one's the newest {@value #MOST} are kept. Each file
 * begins with the digest of the rest: after a loss of power some may be there only in part.
 */
public final class DiskCompiledRules implements CompiledRules {
  private static final Logger LOG = LoggerFactory.getLogger(DiskCompiledRules.class);

  private static final int DIGEST = 32;

  /** A version of the policies has five. */
  private static final int MOST = 40;

  private final Path own;

  private DiskCompiledRules(Path own) {
    this.own = own;
  }

  /** Under the folder; nothing is kept where the build cannot be told, as in a working copy. */
  public static CompiledRules in(Path folder) {
    try {
      CodeSource source = PolicyCompiler.class.getProtectionDomain().getCodeSource();
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar) ? of(folder, jar) : NOWHERE;
    } catch (IOException | URISyntaxException untold) {
      LOG.atWarn().addKeyValue("error", untold.toString()).log("compiled rules are not kept");
      return NOWHERE;
    }
  }

  /** Of the build whose rules' code is in the jar. */
  static CompiledRules of(Path folder, Path jar) throws IOException {
    MessageDigest digest = Digests.sha256();
    digest.update(Files.readAllBytes(jar));
    digest.update(System.getProperty("java.vm.version", "").getBytes(UTF_8));
    // The engine that compiled them lies beside; its jars are told by name and size.
    for (Path beside : listed(jar.resolveSibling("")).stream().sorted().toList()) {
      if (beside.toString().endsWith(".jar")) {
        String name = beside.getFileName() + " " + Files.size(beside) + "\n";
        digest.update(name.getBytes(UTF_8));
      }
    }
    Path own = folder.resolve(HexFormat.of().formatHex(digest.digest(), 0, 8));
    if (Files.isDirectory(folder)) {
      for (Path other : listed(folder)) {
        if (!other.equals(own)) {
          delete(other);
        }
      }
    }
    return new DiskCompiledRules(own);
  }

  private static List<Path> listed(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Override
  public Optional<byte[]> find(String key) {
    Path file = own.resolve(key);
    try {
      return Files.isRegularFile(file) ? whole(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> whole(byte[] file) {
    if (file.length < DIGEST) {
      return Optional.empty();
    }
    byte[] rules = Arrays.copyOfRange(file, DIGEST, file.length);
    return Arrays.equals(Digests.sha256().digest(rules), Arrays.copyOf(file, DIGEST))
        ? Optional.of(rules)
        : Optional.empty();
  }

  @Override
  public void keep(String key, byte[] rules) {
    try {
      Files.createDirectories(own);
      Path unfinished = Files.createTempFile(own, ".", null);
      Files.write(unfinished, Digests.sha256().digest(rules));
      Files.write(unfinished, rules, StandardOpenOption.APPEND);
      Files.move(unfinished, own.resolve(key), StandardCopyOption.ATOMIC_MOVE);
      forgetTheOldest();
    } catch (IOException full) {
      LOG.atWarn().addKeyValue("error", full.toString()).log("compiled rules are not kept");
    }
  }

  private void forgetTheOldest() throws IOException {
    List<Path> old =
        listed(own).stream()
            .sorted(Comparator.comparing(DiskCompiledRules::time).reversed())
            .skip(MOST)
            .toList();
    for (Path one : old) {
      Files.deleteIfExists(one);
    }
  }

  /** In milliseconds; one that is gone meanwhile is the oldest. */
  private static long time(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException gone) {
      return 0;
    }
  }
}

package io.drover.verticles.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderSourceTest {
  private Path disk = Path.of("");
  private Path folder = Path.of("");
  private FolderSource source = new FolderSource(folder);

  @BeforeEach
  void begin(@TempDir Path fresh) throws IOException {
    disk = fresh;
    folder = disk.resolve("rules");
    source = new FolderSource(folder);
    write("scale-up/one.drl", "one");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String read(String path) throws IOException {
    byte[] bytes = source.read().get(path);
    assertThat(bytes).as(path).isNotNull();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void passesOverWhatEditorsLeaveBehind() throws IOException {
    write("scale-up/.one.drl.swp", "x");
    write("scale-up/.#one.drl", "x");
    write("scale-up/one.drl~", "x");
    write("scale-up/4913", "x");
    write(".git/scale-up/two.drl", "x");

    assertThat(source.read()).containsOnlyKeys("scale-up/one.drl");
  }

  @Test
  void seesAFileThatIsMovedIntoPlace() throws IOException {
    String before = source.stamp();
    write("scale-up/.new", "two");
    assertThat(source.stamp()).isEqualTo(before);

    Files.move(
        folder.resolve("scale-up/.new"),
        folder.resolve("scale-up/one.drl"),
        StandardCopyOption.ATOMIC_MOVE);

    assertThat(source.stamp()).isNotEqualTo(before);
    assertThat(read("scale-up/one.drl")).isEqualTo("two");
  }

  @Test
  void followsALinkThatIsSwapped() throws IOException {
    write("..v1/two.drl", "old");
    write("..v2/two.drl", "new");
    Path link = folder.resolve("safety");
    Files.createSymbolicLink(link, Path.of("..v1"));
    String before = source.stamp();
    assertThat(read("safety/two.drl")).isEqualTo("old");

    Path next = folder.resolve("..next");
    Files.createSymbolicLink(next, Path.of("..v2"));
    Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);

    assertThat(source.stamp()).isNotEqualTo(before);
    assertThat(read("safety/two.drl")).isEqualTo("new");
    assertThat(source.read()).containsOnlyKeys("safety/two.drl", "scale-up/one.drl");
  }

  @Test
  void readsOnlyTheBeginningOfAHugeFile() throws IOException {
    write("scale-up/huge.drl", "x".repeat(3 << 20));

    assertThat(source.read().get("scale-up/huge.drl")).hasSize(1 << 20);
  }

  @Test
  void aFolderThatIsGoneIsToldAsSuch() {
    FolderSource gone = new FolderSource(disk.resolve("gone"));

    assertThatThrownBy(gone::read).isInstanceOf(IOException.class).hasMessageContaining("gone");
  }

  @Test
  void aLoopOfLinksIsToldAsUnreadable() throws IOException {
    Files.createSymbolicLink(folder.resolve("scale-up/round"), folder);

    assertThatThrownBy(source::read).isInstanceOf(IOException.class);
  }

  @Test
  void namesTheOwnerOfTheNewestFile() {
    assertThat(source.editor()).isEqualTo(System.getProperty("user.name"));
  }
}

package io.drover.daemon.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactSnapshot;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * The file of a snapshot: JSON with a version first, all small things next, and the facts last. Its
 * facts are written and read one by one.
 */
public final class SnapshotFile {
  /** Rises with each change that an older reader would misread, or that this one must be told. */
  static final int VERSION = 6;

  private static final String FIRST = "droverSnapshot";

  private SnapshotFile() {}

  /** Whether a file of this name is compressed. */
  public static boolean compressed(String name) {
    return name.endsWith(".gz");
  }

  /** Writes the file; blocks. */
  public static void write(Snapshot snapshot, Path file, boolean compressed) throws IOException {
    try (OutputStream plain = Files.newOutputStream(file);
        OutputStream out = compressed ? new GZIPOutputStream(plain) : plain) {
      write(snapshot, out);
    }
  }

  static void write(Snapshot snapshot, OutputStream out) throws IOException {
    try (JsonGenerator json = FactForm.mapper().getFactory().createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField(FIRST, VERSION);
      json.writeFieldName("head");
      FactForm.mapper().writeValue(json, Head.of(snapshot));
      json.writeArrayFieldStart("facts");
      for (Fact fact : snapshot.inquiry().facts().facts()) {
        json.writeRawValue(FactForm.mapper().writerFor(Fact.class).writeValueAsString(fact));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /**
   * Reads a file, compressed or not; blocks.
   *
   * @throws Damaged if it is none, or another Drover's
   */
  public static Snapshot read(Path file) throws IOException {
    try (InputStream plain = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = compressed(file.toString()) ? new GZIPInputStream(plain) : plain) {
      return read(in);
    } catch (Damaged told) {
      throw told;
    } catch (JsonProcessingException | ZipException | EOFException | RuntimeException wrong) {
      throw damaged(wrong);
    }
  }

  private static Damaged damaged(Exception wrong) {
    String text = String.valueOf(wrong.getMessage());
    int end = text.indexOf('\n');
    return new Damaged("is damaged, or no snapshot: " + (end < 0 ? text : text.substring(0, end)));
  }

  static Snapshot read(InputStream in) throws IOException {
    try (JsonParser json = FactForm.mapper().getFactory().createParser(in)) {
      expect(json.nextToken() == JsonToken.START_OBJECT && FIRST.equals(json.nextFieldName()));
      int version = json.nextIntValue(0);
      if (version > VERSION) {
        throw new Damaged("is of a newer Drover: version " + version + ", not " + VERSION);
      }
      if (version > 0 && version < VERSION) {
        throw new Damaged("is of an older Drover: version " + version + ", not " + VERSION);
      }
      expect(version > 0 && "head".equals(json.nextFieldName()));
      json.nextToken();
      Head head = FactForm.mapper().readValue(json, Head.class);
      expect("facts".equals(json.nextFieldName()) && json.nextToken() == JsonToken.START_ARRAY);
      List<Fact> facts = new ArrayList<>();
      while (json.nextToken() == JsonToken.START_OBJECT) {
        facts.add(FactForm.mapper().readValue(json, Fact.class));
      }
      expect(json.currentToken() == JsonToken.END_ARRAY);
      return head.with(new FactSnapshot(head.position(), facts));
    }
  }

  private static void expect(boolean holds) {
    if (!holds) {
      throw new Damaged("is damaged, or no snapshot");
    }
  }
}

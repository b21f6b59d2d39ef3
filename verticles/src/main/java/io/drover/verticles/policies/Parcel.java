package io.drover.verticles.policies;

import io.drover.rules.engine.PolicyFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Policy files as a text that can be sent in parts. */
final class Parcel {
  /** Of a part in characters: with what is around it, it fits a message. */
  static final int PART = 48 * 1024;

  /** Unpacked; more than any folder that compiles. */
  private static final long MOST_BYTES = 64L << 20;

  private Parcel() {}

  static String pack(PolicyFolder files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  static int parts(String parcel) {
    return Math.max(1, Math.ceilDiv(parcel.length(), PART));
  }

  static String part(String parcel, int number) {
    int from = Math.min(parcel.length(), number * PART);
    return parcel.substring(from, Math.min(parcel.length(), from + PART));
  }

  /**
   * The files.
   *
   * @throws IOException when it is none, or holds too much
   */
  static PolicyFolder unpack(String parcel) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    long left = MOST_BYTES;
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(parcel)))) {
      for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
        byte[] bytes = zip.readNBytes((int) Math.min(Integer.MAX_VALUE, left + 1));
        left -= bytes.length;
        if (left < 0) {
          throw new IOException("the files take more than " + MOST_BYTES + " bytes");
        }
        files.put(file.getName(), bytes);
      }
    } catch (IllegalArgumentException noBase64) {
      throw new IOException("the files were damaged on their way", noBase64);
    }
    return new PolicyFolder(files);
  }
}

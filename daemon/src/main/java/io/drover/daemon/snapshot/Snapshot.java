package io.drover.daemon.snapshot;

import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.plan.Inquiry;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan is made from and reviewed by.
 *
 * @param policies version of the policies that decided there, empty where none did
 * @param rules their files as texts, by path; empty where none decided or names were replaced
 * @param redacted whether names were replaced
 */
public record Snapshot(
    String cluster,
    String policies,
    SortedMap<String, String> rules,
    boolean redacted,
    Limits limits,
    Circumstances circumstances,
    Inquiry inquiry) {
  public Snapshot {
    rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
  }

  /** The policies that decided there; empty where they are not part of it. */
  public Optional<PolicyFolder> folder() {
    Map<String, byte[]> files = new TreeMap<>();
    rules.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return files.isEmpty() ? Optional.empty() : Optional.of(new PolicyFolder(files));
  }

  /** Policy files as texts. */
  public static SortedMap<String, String> texts(PolicyFolder folder) {
    SortedMap<String, String> texts = new TreeMap<>();
    folder
        .files()
        .forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
    return texts;
  }
}

package io.drover.endtoend;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the scheduler did not put a pod on what the first plan had bought. */
enum Miss {
  /** More nodes are full than stood before: others have what was bought for it. */
  CAPACITY_TAKEN_BY_OTHERS(""),
  PORT_TAKEN_BY_OTHERS("free ports"),
  OTHERS_SPREAD_DIFFERENTLY("topology spread"),
  /** Whom it wants near is not where there is room, or whom it does not want near is. */
  COMPANY_WENT_ELSEWHERE("affinity rules"),
  /** Only labels and taints refuse it, which the plan knew. */
  THE_NODES_ARE_NOT_AS_PLANNED("node affinity|untolerated taint"),
  /** It waits, and the scheduler does not say why. */
  NOT_SAID("");

  private static final Pattern FULL = Pattern.compile("(\\d+) (insufficient|too many pods)");

  private final String words;

  Miss(String words) {
    this.words = words;
  }

  /**
   * By what the scheduler said last before more was bought, which are the reasons of all nodes
   * together.
   *
   * @param stood nodes that stood before anything was bought, and may well be full
   */
  static Miss of(String refusal, int stood) {
    String said = refusal.toLowerCase(Locale.ROOT);
    Matcher full = FULL.matcher(said);
    while (full.find()) {
      if (Integer.parseInt(full.group(1)) > stood) {
        return CAPACITY_TAKEN_BY_OTHERS;
      }
    }
    for (Miss miss : values()) {
      for (String word : miss.words.split("\\|", -1)) {
        if (!word.isEmpty() && said.contains(word)) {
          return miss;
        }
      }
    }
    return NOT_SAID;
  }
}

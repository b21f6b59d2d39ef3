package io.drover.rules.explain;

import io.drover.rules.plan.Reason;
import java.util.List;

/**
 * One thing that two versions of the policies decide differently.
 *
 * @param what kind of decision it is
 * @param subject the node, the pod, or the group with its offering
 * @param reason of the version that decides so
 * @param rules of the version that decides so, as they are named; empty where none is behind it
 */
public record Difference(
    Change change, What what, String subject, Reason reason, List<String> rules)
    implements Comparable<Difference> {
  public Difference {
    rules = List.copyOf(rules);
  }

  /** Which version decides so. */
  public enum Change {
    /** Only the new one. */
    ADDED,
    /** Only the old one. */
    VANISHED,
    /** Both, but for other reasons or by other rules; told are those of the new one. */
    OTHERWISE
  }

  /** Kinds of decisions. */
  public enum What {
    /** A node is drained and removed now. */
    REMOVE("remove node"),
    /** A node is not needed, and goes once that has lasted. */
    UNNEEDED("call unneeded node"),
    /** A node is needed again. */
    NEEDED_AGAIN("call needed again node"),
    /** A node is bought. */
    BUY("buy"),
    /** A node group is made. */
    MAKE_GROUP("make node group"),
    /** A node group is removed. */
    DROP_GROUP("remove node group"),
    /** A pending pod is worth no node. */
    NOT_DEMAND("buy nothing for pod"),
    /** A node may not go now. */
    OBJECTION("keep node");

    private final String words;

    What(String words) {
      this.words = words;
    }

    /** As a person would say it, the subject behind it. */
    String words() {
      return words;
    }
  }

  /** One line as people read it. */
  public String text() {
    String mark =
        switch (change) {
          case ADDED -> "+ ";
          case VANISHED -> "- ";
          case OTHERWISE -> "~ ";
        };
    String because = rules.isEmpty() ? "" : ", because: " + String.join("; ", rules);
    return mark + what.words() + " " + subject + " (" + reason + because + ")";
  }

  @Override
  public int compareTo(Difference other) {
    int byWhat = what.compareTo(other.what);
    int bySubject = byWhat != 0 ? byWhat : subject.compareTo(other.subject);
    return bySubject != 0 ? bySubject : change.compareTo(other.change);
  }
}

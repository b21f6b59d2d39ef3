package io.drover.verticles.bus;

/**
 * A part of the files of a version of the policies, from the member that keeps them.
 *
 * @param pages how many parts there are
 * @param text of this part: a part of the compressed files in Base64
 */
public record PolicyPage(int pages, String text) {
  /** Asks for a part; the first is 0. */
  public record Request(String version, int page) {}

  /** The address of a member's own files. */
  public static Query<Request, PolicyPage> of(String member) {
    return new Query<>(
        "drover.v1.policies.files." + member, Request.class, PolicyPage.class, Reach.CLUSTER);
  }
}

package io.drover.rules.facts;

import java.time.Duration;
import java.util.List;

/** What groups made for pods may be; unless said otherwise three at most, of provider sim. */
public final class NewGroupsBuilder {
  private GroupBuilder template = GroupBuilder.aGroup("template").sized(0, 5);
  private int most = 3;
  private List<String> prefixes = List.of();

  public static NewGroupsBuilder newGroups() {
    return new NewGroupsBuilder();
  }

  public NewGroupsBuilder like(GroupBuilder value) {
    template = value;
    return this;
  }

  public NewGroupsBuilder atMost(int value) {
    most = value;
    return this;
  }

  public NewGroupsBuilder admitting(String... value) {
    prefixes = List.of(value);
    return this;
  }

  public NewGroups build() {
    return new NewGroups(template.build().spec(), most, Duration.ofHours(24), prefixes);
  }
}

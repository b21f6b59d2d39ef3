package io.drover.daemon.convert;

import static io.drover.daemon.convert.MetadataFields.annotation;
import static io.drover.daemon.convert.MetadataFields.label;

import java.util.List;
import java.util.regex.Pattern;

/** Names, labels and annotations of the old {@code NodeGroup}. */
final class GroupMetadataFields {
  private static final Pattern HOURS =
      Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]");

  private GroupMetadataFields() {}

  static List<Field<GroupDraft>> all() {
    return List.of(
        Field.told("metadata.name", Form.TEXT, Told.carried("metadata.name")),
        new Field<>(label("managed"), Form.ANY, GroupMetadataFields::managed),
        new Field<>(label("scale-down-disabled"), Form.ANY, GroupMetadataFields::keepsNodes),
        new Field<>(annotation("protected"), Form.ANY, GroupMetadataFields::keepsNodes),
        new Field<>(annotation("scale-down"), Form.ANY, GroupMetadataFields::keepsNodes),
        new Field<>(annotation("scale-down-allowed-hours"), Form.ANY, GroupMetadataFields::hours),
        Field.told(label("nodegroup"), Form.ANY, Told.notNeeded("the object bears its name")),
        Field.told(label("nodegroup-namespace"), Form.ANY, Told.notNeeded("there is no namespace")),
        Field.told(label("datacenter"), Form.ANY, Told.notNeeded("spec.zones says it")),
        Field.told(label("offering"), Form.ANY, Told.notNeeded("spec.instanceTypes says it")),
        Field.told(
            annotation("creation-requested"), Form.ANY, Told.notNeeded("`drover explain group`")),
        Field.told(
            annotation("creation-reason"), Form.ANY, Told.notNeeded("`drover explain group`")));
  }

  private static Told managed(Given given, GroupDraft group) {
    if (given.text().equals("true")) {
      return Told.notNeeded("every NodeGroup of ours is looked after");
    }
    group.put("mode", "Observe");
    return Told.changed("spec.mode: Observe", "the old autoscaler did not manage this group");
  }

  private static Told keepsNodes(Given given, GroupDraft group) {
    if (!given.text().equals("true") && !given.text().equals("disabled")) {
      return Told.notNeeded("it forbids nothing");
    }
    group.put("scaleDown.enabled", false);
    return Told.changed("spec.scaleDown.enabled: false", "no node of the group goes");
  }

  private static Told hours(Given given, GroupDraft group) {
    if (!HOURS.matcher(given.text()).matches()) {
      return Told.notNeeded("it is malformed, and the old autoscaler took that for always");
    }
    group.put("scaleDown.hours", List.of(given.text()));
    return Told.carried("spec.scaleDown.hours, in UTC");
  }
}

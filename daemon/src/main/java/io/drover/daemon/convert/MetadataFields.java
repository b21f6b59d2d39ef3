package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.List;

/** What every object of the old autoscaler says about itself. */
final class MetadataFields {
  static final String OURS = "autoscaler.vpsie.com/";

  private MetadataFields() {}

  /** The path of a label of the old autoscaler. */
  static String label(String key) {
    return "metadata.labels[" + OURS + key + "]";
  }

  /** The path of an annotation of the old autoscaler. */
  static String annotation(String key) {
    return "metadata.annotations[" + OURS + key + "]";
  }

  static <T> List<Field<T>> all() {
    List<Field<T>> fields = new ArrayList<>();
    fields.add(told("apiVersion", "ours is drover.dev/v1alpha1"));
    fields.add(told("kind", "what it becomes is of another kind"));
    fields.add(told("metadata.namespace", "Drover's objects have no namespace"));
    for (String key :
        List.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "selfLink",
            "managedFields",
            "generateName",
            "deletionTimestamp",
            "deletionGracePeriodSeconds")) {
      fields.add(told("metadata." + key, "the API server's own"));
    }
    fields.add(
        told("metadata.ownerReferences", "Drover's records own nothing; its label binds a Node"));
    fields.add(
        told(
            "metadata.finalizers",
            "never delete the object while its finalizer is there: the old controller would delete"
                + " the server"));
    fields.add(new Field<>("metadata.labels[*]", Form.ANY, (given, target) -> other(given)));
    fields.add(new Field<>("metadata.annotations[*]", Form.ANY, (given, target) -> other(given)));
    return fields;
  }

  private static <T> Field<T> told(String path, String why) {
    return Field.told(path, Form.ANY, Told.notNeeded(why));
  }

  private static Told other(Given given) {
    return given.path().contains("[" + OURS)
        ? new Told(
            Outcome.UNKNOWN, "no label or annotation of the old autoscaler; not carried over")
        : Told.notNeeded("not the old autoscaler's; say it of the new object where it is wanted");
  }
}

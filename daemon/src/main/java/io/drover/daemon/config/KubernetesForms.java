package io.drover.daemon.config;

import io.drover.daemon.config.Form.NotOfThisForm;
import java.util.regex.Pattern;

/** The forms of Kubernetes: names (RFC 1123), labels, quantities. */
final class KubernetesForms {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL_NAME =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern QUANTITY_FORM =
      Pattern.compile("(\\d+(\\.\\d*)?|\\.\\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\\d+)?");
  private static final int LONGEST_PREFIX = 253;

  static final Form<String> NAME =
      Forms.matching(
          DNS_LABEL,
          "is not a name: at most 63 of a-z, 0-9 and -, with a letter or digit at both ends");
  static final Form<String> UID =
      Forms.matching(UUID_FORM, "is not a uid. Example: 0f8fad5b-d9cb-469f-a165-70867728950e");
  static final Form<String> QUANTITY =
      Forms.matching(QUANTITY_FORM, "is not a quantity. Examples: 4, 500m, 16Gi");
  static final Form<String> LABEL_KEY = KubernetesForms::labelKey;
  static final Form<String> LABEL_VALUE =
      text -> {
        if (!text.isEmpty() && !LABEL_NAME.matcher(text).matches()) {
          throw new NotOfThisForm(
              "is not a label value: at most 63 letters, digits, - _ and ., with a letter or digit at both ends");
        }
        return text;
      };

  private KubernetesForms() {}

  private static String labelKey(String text) throws NotOfThisForm {
    int slash = text.indexOf('/');
    String prefix = slash < 0 ? "" : text.substring(0, slash);
    boolean goodPrefix =
        slash < 0 || (prefix.length() <= LONGEST_PREFIX && DNS_SUBDOMAIN.matcher(prefix).matches());
    if (!goodPrefix || !LABEL_NAME.matcher(text.substring(slash + 1)).matches()) {
      throw new NotOfThisForm("is not a label key. Examples: team, example.com/team");
    }
    return text;
  }
}

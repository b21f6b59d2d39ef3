package io.drover.daemon.convert;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML as {@code kubectl get -o yaml} writes it: several documents, and lists in them. */
final class OldDocuments {
  private static final int LARGEST = 16 << 20;

  private static final String ITEM = ", item ";

  private OldDocuments() {}

  static List<OldObject> read(String file, String text) {
    List<OldObject> objects = new ArrayList<>();
    int number = 0;
    try {
      for (Object document : yaml().loadAll(new StringReader(text))) {
        number++;
        add(objects, file + ", document " + number, document);
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      // Its own text would quote the file, and a Secret may be in it.
      throw new Unconvertible(
          file + ", document " + (number + 1) + ", line " + line + ": is not YAML: " + bare(e));
    } catch (YAMLException e) {
      throw new Unconvertible(file + ", document " + (number + 1) + ": is not YAML, or too large");
    }
    return objects;
  }

  private static String bare(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    return problem.startsWith("found duplicate key") ? "a key is there twice" : problem;
  }

  private static void add(List<OldObject> objects, String source, Object document) {
    if (document == null) {
      return;
    }
    if (!(document instanceof Map<?, ?> map)) {
      throw new Unconvertible(source + ": is no object; allowed: Kubernetes objects as YAML");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    map.forEach((key, value) -> body.put(String.valueOf(key), value));
    if (!(body.get("kind") instanceof String kind)) {
      throw new Unconvertible(
          source
              + ": kind is missing; allowed: NodeGroup, VPSieNode, AutoscalerConfig, Secret,"
              + " Deployment, or a List of them");
    }
    boolean inList = source.contains(ITEM);
    if (!inList && kind.endsWith("List") && body.get("items") instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        add(objects, source + ITEM + (i + 1), items.get(i));
      }
      return;
    }
    objects.add(new OldObject(source, kind, body));
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(LARGEST);
    DumperOptions dumper = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(dumper), dumper, options, new TimesAreText());
  }

  /** Times are shown as they were written. */
  private static final class TimesAreText extends Resolver {
    @Override
    public void addImplicitResolver(Tag tag, Pattern form, String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, form, first, limit);
      }
    }
  }
}

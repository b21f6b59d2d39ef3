package io.drover.rules.engine;

import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * What the classes of rules see: what the engine sees. That there are no files of their names here
 * is known without a look: Drools asks for each of them, in each version, and the loaders above
 * keep every name that they did not find.
 */
final class RulesParent extends ClassLoader {
  /** Rules see the same, whichever thread compiles them. */
  static final RulesParent LOADER = new RulesParent(RulesParent.class.getClassLoader());

  /** The package of all rules. */
  static final String PACKAGE = "io.drover.policies";

  private static final String FILES = PACKAGE.replace('.', '/') + "/";

  private RulesParent(ClassLoader parent) {
    super(parent);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return name.startsWith(FILES) ? null : super.getResource(name);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(PACKAGE)) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }
}

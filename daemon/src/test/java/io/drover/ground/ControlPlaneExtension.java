package io.drover.ground;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class one {@link ControlPlane}, as a parameter, for as long as the class runs. With
 * {@code @ExtendWith} it is as in a cluster nobody tuned; with {@code @RegisterExtension static} it
 * takes options.
 */
public final class ControlPlaneExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ControlPlaneExtension.class);

  private final ControlPlaneOptions options;

  /** With {@link ControlPlaneOptions#real()}. */
  public ControlPlaneExtension() {
    this(ControlPlaneOptions.real());
  }

  public ControlPlaneExtension(ControlPlaneOptions options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ControlPlane unused = plane(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ControlPlane.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return plane(context);
  }

  /** The store closes what it holds when the class, or the one around it, has run. */
  private ControlPlane plane(ExtensionContext context) {
    Store store = context.getStore(NAMESPACE);
    return store.computeIfAbsent(
        ControlPlane.class, key -> ControlPlane.start(options), ControlPlane.class);
  }
}

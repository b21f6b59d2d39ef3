package io.drover.daemon.systemd;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * The signal by which an operator asks for a reload. The JDK's only door to signals is {@code
 * sun.misc.Signal}, which compilers warn of, hence reflection.
 */
public final class Hangup {
  private Hangup() {}

  /** Has the task run on each SIGHUP; false where the platform does not let us. */
  public static boolean onSignal(Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              Hangup.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, args) -> {
                if (method.getName().equals("handle")) {
                  task.run();
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
      return true;
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException absent) {
      return false;
    }
  }
}

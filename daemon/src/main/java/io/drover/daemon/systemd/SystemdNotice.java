package io.drover.daemon.systemd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd how the service is (sd_notify(3)): one datagram to the socket that it named.
 * Without that socket nothing is told. The JDK has no datagram Unix sockets, hence libc.
 */
public final class SystemdNotice {
  private static final Logger LOG = LoggerFactory.getLogger(SystemdNotice.class);
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int PATH_MOST = 108;

  private final String socket;

  public SystemdNotice(Map<String, String> environment) {
    this.socket = environment.getOrDefault("NOTIFY_SOCKET", "");
  }

  public void ready(String status) {
    send("READY=1\nSTATUS=" + status);
  }

  /** Type=notify-reload wants the time of CLOCK_MONOTONIC, which is what the JVM counts by. */
  public void reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
  }

  public void status(String status) {
    send("STATUS=" + status);
  }

  /** The loop that decides is alive. */
  public void alive() {
    send("WATCHDOG=1");
  }

  public void stopping() {
    send("STOPPING=1");
  }

  private void send(String message) {
    if (socket.isEmpty()) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      datagram(arena, message.getBytes(StandardCharsets.UTF_8));
    } catch (Throwable denied) {
      LOG.atDebug().addKeyValue("error", denied.toString()).log("could not notify systemd");
    }
  }

  private void datagram(Arena arena, byte[] message) throws Throwable {
    byte[] path = socket.getBytes(StandardCharsets.UTF_8);
    if (path.length >= PATH_MOST) {
      throw new IllegalArgumentException("NOTIFY_SOCKET is too long");
    }
    boolean inAbstractNamespace = path[0] == '@';
    if (inAbstractNamespace) {
      path[0] = 0;
    }
    MemorySegment address = arena.allocate(2 + PATH_MOST, 2);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
    int length = 2 + path.length + (inAbstractNamespace ? 0 : 1);
    MemorySegment text = arena.allocateFrom(ValueLayout.JAVA_BYTE, message);
    int descriptor =
        (int)
            call("socket", FunctionDescriptor.of(INT, INT, INT, INT))
                .invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    if (descriptor < 0) {
      throw new IllegalStateException("no socket");
    }
    try {
      long sent =
          (long)
              call("sendto", FunctionDescriptor.of(LONG, INT, PTR, LONG, INT, PTR, INT))
                  .invokeExact(
                      descriptor, text, (long) message.length, MSG_NOSIGNAL, address, length);
      if (sent < 0) {
        throw new IllegalStateException("not sent");
      }
    } finally {
      int closed = (int) call("close", FunctionDescriptor.of(INT, INT)).invokeExact(descriptor);
      if (closed != 0) {
        LOG.atDebug().log("could not close the notification socket");
      }
    }
  }

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final java.lang.foreign.AddressLayout PTR = ValueLayout.ADDRESS;

  @SuppressWarnings("restricted")
  private static MethodHandle call(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
  }
}

package io.drover.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports that nobody listens on now. They lie below the range from which the system takes
 * those of outgoing connections, and of two virtual machines that run tests at once each has a
 * range of its own, so that none is lost before its process has started.
 */
public final class FreePorts {
  private static final int RANGE = 4_000;

  /** The number of this virtual machine among those that run tests at once, from 1. */
  private static final int FORK = Integer.getInteger("drover.fork", 1);

  private static final int LOWEST = 16_000 + FORK % 4 * RANGE;

  private FreePorts() {}

  /** So many different ports. They are held together first, so that none is given twice. */
  public static List<Integer> take(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      while (held.size() < count) {
        bind(ThreadLocalRandom.current().nextInt(LOWEST, LOWEST + RANGE)).ifPresent(held::add);
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ServerSocket> bind(int port) throws IOException {
    try {
      return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (BindException taken) {
      return Optional.empty();
    }
  }
}

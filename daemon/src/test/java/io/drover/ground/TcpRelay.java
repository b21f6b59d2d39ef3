package io.drover.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes on what comes to an address to a port on loopback, for those who cannot reach that. */
public final class TcpRelay implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TcpRelay(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Listens at the address, on any free port. */
  public static TcpRelay start(String address, int target) {
    try {
      TcpRelay relay =
          new TcpRelay(new ServerSocket(0, 100, InetAddress.getByName(address)), target);
      Thread.ofVirtual().start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = server.accept();
        Thread.ofVirtual().start(() -> connect(near));
      }
    } catch (IOException closed) {
      close();
    }
  }

  private void connect(Socket near) {
    Socket far = new Socket();
    open.add(near);
    open.add(far);
    try {
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      Thread.ofVirtual().start(() -> pass(near, far));
      pass(far, near);
    } catch (IOException refused) {
      end(near);
      end(far);
    }
  }

  private void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException broken) {
      // Both ends are closed then, as after a proper end.
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(this::end);
  }
}

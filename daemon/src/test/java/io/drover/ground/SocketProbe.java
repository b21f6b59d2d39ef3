package io.drover.ground;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Plain GET requests to an HTTP server behind a Unix socket. */
public final class SocketProbe {
  private static final String END_OF_HEADERS = "\r\n\r\n";

  private SocketProbe() {}

  /** The body of the answer, whatever its status. HTTP 1.0, so that it comes in one piece. */
  public static String get(Path socket, String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      String request = "GET " + path + " HTTP/1.0\r\nHost: localhost" + END_OF_HEADERS;
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      String answer =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      int body = answer.indexOf(END_OF_HEADERS);
      if (body < 0) {
        throw new IOException("no answer to GET " + path + ": " + answer);
      }
      return answer.substring(body + END_OF_HEADERS.length());
    }
  }
}

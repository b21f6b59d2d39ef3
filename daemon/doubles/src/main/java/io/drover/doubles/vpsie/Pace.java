package io.drover.doubles.vpsie;

import java.time.Duration;

/**
 * How fast the cloud is.
 *
 * @param boot from the creation of a server to its machine's boot
 * @param delete from the request to delete a server to its end
 * @param listLag how late lists and clusters show what has become of a server, its creation and its
 *     end among them
 * @param linger how long, after that, they still show a server that has ended
 */
public record Pace(Duration boot, Duration delete, Duration listLag, Duration linger) {
  public static Pace standard() {
    return new Pace(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO);
  }

  public Pace booting(Duration within) {
    return new Pace(within, delete, listLag, linger);
  }

  public Pace deleting(Duration within) {
    return new Pace(boot, within, listLag, linger);
  }

  public Pace listing(Duration lag) {
    return new Pace(boot, delete, lag, linger);
  }

  public Pace lingering(Duration afterwards) {
    return new Pace(boot, delete, listLag, afterwards);
  }
}

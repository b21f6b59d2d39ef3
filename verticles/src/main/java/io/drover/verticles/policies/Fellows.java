package io.drover.verticles.policies;

import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.PolicyPage;
import io.drover.verticles.bus.PolicyStanding;
import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the members of an installation at one version of the policies: the one that was chosen
 * last, on whichever of them. Each tells what it goes by when that changes and again every few
 * seconds; whoever hears of a later choice fetches its files and takes it as if its own folder had
 * become so.
 */
final class Fellows {
  private static final Logger LOG = LoggerFactory.getLogger(Fellows.class);
  private static final Duration BETWEEN_TELLINGS = Duration.ofSeconds(10);
  private static final Duration PAGE_DEADLINE = Duration.ofSeconds(10);

  private final Bus bus;
  private final Offload offload;
  private final Timers timers;
  private final Here here;
  private boolean fetching;

  /** This member. */
  interface Here {
    /** What it goes by. */
    PolicyStanding standing();

    /** The files of a version that it keeps; fails where it does not. */
    Future<PolicyFolder> files(String version);

    /** The same version was chosen later elsewhere. */
    void confirmed(PolicyStanding theirs);

    /** Whether the choice has been looked at here already and waits for somebody. */
    boolean waits(PolicyStanding theirs);

    /** Another version was chosen later elsewhere. */
    Future<?> take(PolicyStanding theirs, PolicyFolder files);
  }

  Fellows(Bus bus, Offload offload, Timers timers, Here here) {
    this.bus = bus;
    this.offload = offload;
    this.timers = timers;
    this.here = here;
  }

  Future<Void> start() {
    return bus.answer(PolicyPage.of(here.standing().member()), this::page)
        .compose(ok -> bus.listen(PolicyStanding.TOLD, this::heard))
        .onSuccess(ok -> tellFromTimeToTime())
        .mapEmpty();
  }

  private void tellFromTimeToTime() {
    tell();
    timers.after(BETWEEN_TELLINGS, this::tellFromTimeToTime);
  }

  /** Tells the others what this member goes by. */
  void tell() {
    if (!here.standing().version().isEmpty()) {
      bus.publish(PolicyStanding.TOLD, here.standing());
    }
  }

  private Future<PolicyPage> page(PolicyPage.Request request) {
    return here.files(request.version())
        .compose(files -> offload.run(() -> Parcel.pack(files)))
        .map(parcel -> new PolicyPage(Parcel.parts(parcel), Parcel.part(parcel, request.page())));
  }

  private void heard(PolicyStanding theirs) {
    PolicyStanding mine = here.standing();
    if (theirs.member().equals(mine.member()) || theirs.version().isEmpty()) {
      return;
    }
    if (theirs.version().equals(mine.version())) {
      if (theirs.prevailsOver(mine)) {
        here.confirmed(theirs);
      }
    } else if (mine.prevailsOver(theirs)) {
      tell();
    } else if (!fetching && !here.waits(theirs)) {
      fetching = true;
      fetch(theirs, 0, new StringBuilder())
          .compose(parcel -> offload.run(() -> unpacked(parcel, theirs.version())))
          .compose(files -> here.take(theirs, files))
          .onFailure(failed -> log(theirs, failed))
          .onComplete(any -> fetching = false);
    }
  }

  private Future<String> fetch(PolicyStanding theirs, int page, StringBuilder before) {
    return bus.ask(
            PolicyPage.of(theirs.member()),
            new PolicyPage.Request(theirs.version(), page),
            PAGE_DEADLINE)
        .compose(
            part -> {
              before.append(part.text());
              return page + 1 < part.pages()
                  ? fetch(theirs, page + 1, before)
                  : Future.succeededFuture(before.toString());
            });
  }

  private static PolicyFolder unpacked(String parcel, String version) throws IOException {
    PolicyFolder files = Parcel.unpack(parcel);
    if (!files.version().equals(version)) {
      throw new IOException("the files that came are version " + files.version());
    }
    return files;
  }

  /** It is told again soon, and fetched then. */
  private static void log(PolicyStanding theirs, Throwable failed) {
    LOG.atWarn()
        .addKeyValue("member", theirs.member())
        .addKeyValue("version", theirs.version())
        .addKeyValue("error", failed.toString())
        .log("policies of another member could not be fetched");
  }
}

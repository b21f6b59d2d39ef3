package io.drover.verticles.provider.shapes;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.PutBack;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderCommand.SizeChange;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.shapes.SizedFarEnd.Group;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A provider whose groups are told a size. A change is absolute and was recorded before; it is made
 * only while the size is still what it starts from, so that a repeated one changes nothing. Changes
 * of one group go one after the other.
 */
public final class SizedGroup implements NodeProvider {
  private static final int MOST_PAGES = 1_000;

  private final SizedFarEnd far;
  private final Capabilities capabilities;
  private final InOrder perGroup = new InOrder();

  public SizedGroup(SizedFarEnd far, boolean victimChosen, Duration listSettles) {
    this.far = far;
    this.capabilities =
        new Capabilities(
            Capabilities.Identity.ASSIGNED_LATER,
            Capabilities.Creation.TARGET_SIZE,
            victimChosen,
            listSettles);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    Future<ProviderAnswer> answer =
        switch (command) {
          case ProviderCommand.Offerings(String continuation) ->
              far.offerings(continuation)
                  .map(page -> new ProviderAnswer.Offered(page.items(), page.continuation()));
          case ProviderCommand.Instances(Scope scope, String continuation) ->
              list(scope, continuation);
          case ProviderCommand.TargetSize(String group, var settings) ->
              far.size(new Group(group, settings)).map(ProviderAnswer.Sized::new);
          case Create create -> create(create);
          case Delete delete -> delete(delete);
          case PutBack back -> putBack(back);
        };
    return answer.recover(FarEndFailed::answer);
  }

  private Future<ProviderAnswer> list(Scope scope, String continuation) {
    return scope instanceof Scope.Group(String group, Map<String, String> settings)
        ? far.members(new Group(group, settings), continuation)
            .map(page -> new ProviderAnswer.Listed(page.items(), page.continuation()))
        : denied("machines are listed by group");
  }

  private Future<ProviderAnswer> create(Create create) {
    SizeChange change = create.size();
    if (change == null || change.to() <= change.from()) {
      return denied("a purchase needs the recorded size to grow from and to");
    }
    Group group = new Group(create.owner().group(), create.template().settings());
    return change(group, change, () -> far.resize(group, change.to()))
        .map(done -> new ProviderAnswer.Accepted());
  }

  private Future<ProviderAnswer> delete(Delete delete) {
    SizeChange change = delete.size();
    if (change == null || change.to() >= change.from()) {
      return denied("a removal needs the recorded size to shrink from and to");
    }
    Group group = new Group(delete.owner().group(), delete.settings());
    Supplier<Future<Void>> shrink =
        capabilities.victimChosen()
            ? () -> release(group, delete.providerId(), change)
            : () -> far.resize(group, change.to());
    return change(group, change, shrink).map(done -> new ProviderAnswer.Deleting());
  }

  /**
   * Carries a change out unless it has been. A size that the change has not reached yet means that
   * an earlier recorded change is still to come.
   */
  private Future<Void> change(Group group, SizeChange change, Supplier<Future<Void>> call) {
    return perGroup.run(
        group.name(),
        () ->
            far.size(group)
                .compose(
                    size -> {
                      if (size == change.from()) {
                        return call.get();
                      }
                      boolean passed =
                          change.to() > change.from() ? size > change.from() : size < change.from();
                      return passed ? Future.succeededFuture() : tooEarly(size, change);
                    }));
  }

  private static Future<Void> tooEarly(int size, SizeChange change) {
    return FarEndFailed.future(
        new ProviderFailure.Unreachable(
            "the size is " + size + ", the change starts from " + change.from(), false));
  }

  /** A victim that has left the group by itself must not cost another member its life. */
  private Future<Void> release(Group group, String providerId, SizeChange change) {
    return living(group, providerId, "", 0)
        .compose(
            living ->
                living
                    ? far.release(group, providerId, change.to()).recover(Gone::already)
                    : Future.succeededFuture());
  }

  private Future<ProviderAnswer> putBack(PutBack back) {
    SizeChange change = back.size();
    if (change.to() >= change.from()) {
      return denied("putting back needs the recorded size to shrink from and to");
    }
    Group group = new Group(back.owner().group(), back.settings());
    return change(group, change, () -> shrinkEmpty(group, change.to()))
        .map(done -> new ProviderAnswer.Deleting());
  }

  /** Only a place that nobody has taken is given back. */
  private Future<Void> shrinkEmpty(Group group, int to) {
    return living(group, "", 0, 0)
        .compose(
            members ->
                members <= to
                    ? far.resize(group, to)
                    : FarEndFailed.future(
                        new ProviderFailure.Denied(
                            members + " members live, the size would be " + to)));
  }

  private Future<Boolean> living(Group group, String providerId, String continuation, int pages) {
    if (pages >= MOST_PAGES) {
      return tooManyPages();
    }
    return far.members(group, continuation)
        .compose(
            page -> {
              boolean here =
                  page.items().stream()
                      .anyMatch(member -> lives(member) && member.providerId().equals(providerId));
              return here || page.continuation().isEmpty()
                  ? Future.succeededFuture(here)
                  : living(group, providerId, page.continuation(), pages + 1);
            });
  }

  private Future<Integer> living(Group group, String continuation, int sofar, int pages) {
    if (pages >= MOST_PAGES) {
      return tooManyPages();
    }
    return far.members(group, continuation)
        .compose(
            page -> {
              int all =
                  sofar + Math.toIntExact(page.items().stream().filter(SizedGroup::lives).count());
              return page.continuation().isEmpty()
                  ? Future.succeededFuture(all)
                  : living(group, page.continuation(), all, pages + 1);
            });
  }

  private static <T> Future<T> tooManyPages() {
    return Future.failedFuture("more than " + MOST_PAGES + " pages of members");
  }

  private static boolean lives(Instance member) {
    return member.state() != Instance.State.TERMINATING && member.state() != Instance.State.OFF;
  }

  private static Future<ProviderAnswer> denied(String detail) {
    return FarEndFailed.future(new ProviderFailure.Denied(detail));
  }
}

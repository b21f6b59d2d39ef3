package io.drover.doubles.cloud;

import io.drover.doubles.cloud.Reply.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cloud on virtual time with everything around it recorded. */
final class CloudUnderTest {
  final FakeTimeline timeline;
  final RecordingBoot boot = new RecordingBoot();
  final List<NoticeSender.Notice> notices = new ArrayList<>();
  final SimulatedCloud cloud;

  CloudUnderTest() {
    this(new FakeTimeline(), new InMemoryCloudStore(), CloudOptions.standard());
  }

  CloudUnderTest(FakeTimeline timeline, CloudStore store, CloudOptions options) {
    this.timeline = timeline;
    cloud =
        new SimulatedCloud(
            timeline, boot, store, (webhook, notice, now) -> notices.add(notice), options);
    cloud.start();
  }

  static CreateRequest small(String name) {
    return new CreateRequest(
        name,
        "small",
        "zone-a",
        CapacityType.ON_DEMAND,
        Map.of("group", "general"),
        Map.of("team", "a"),
        List.of(new Taint("startup", null, "NoSchedule")));
  }

  InstanceView create(String key) {
    return view(cloud.create(key, small("node-" + key)));
  }

  static InstanceView view(Reply reply) {
    return (InstanceView) ((Answer.Done) reply.answer()).body();
  }

  static List<InstanceView> items(Reply reply) {
    return ((InstanceView.Page) ((Answer.Done) reply.answer()).body()).items();
  }

  List<InstanceView> all() {
    return items(cloud.list(Map.of(), 0, null));
  }

  void seconds(long seconds) {
    timeline.pass(Duration.ofSeconds(seconds));
  }
}

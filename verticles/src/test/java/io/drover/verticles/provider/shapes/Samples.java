package io.drover.verticles.provider.shapes;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.SizeChange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Offerings and commands for fakes. */
final class Samples {
  static final Token TOKEN = new Token(1, 1);

  static final List<OfferingFact> OFFERINGS =
      List.of(offering("small", 2), offering("medium", 4), offering("large", 8));

  private Samples() {}

  private static OfferingFact offering(String type, int cpus) {
    Resources capacity = Resources.of(cpus * 1_000L, (cpus * 2L) << 30, 110);
    return new OfferingFact(
        new ProviderName("fake"),
        new OfferingId(type, "zone-a", OfferingId.ON_DEMAND),
        Price.perHour("0.0" + cpus),
        capacity,
        capacity.minus(Resources.of(100, 256L << 20, 0)),
        Map.of());
  }

  static OwnerTag owner(String intent) {
    return new OwnerTag("installation", "cluster", "general", intent);
  }

  static ProviderCommand.Create create(
      String intent, @Nullable SizeChange size, @Nullable String machine) {
    return new ProviderCommand.Create(
        owner(intent),
        "general-" + intent,
        OFFERINGS.getFirst().id(),
        new ProviderCommand.Template(Map.of(), List.of(), Map.of("group-id", "g-1")),
        size,
        machine,
        TOKEN);
  }
}

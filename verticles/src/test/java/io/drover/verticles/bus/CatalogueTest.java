package io.drover.verticles.bus;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final ProviderName CLOUD = new ProviderName("cloud");
  private static final NodeGroupFact GROUP = aGroup("general").from("cloud").build();

  private final PassingTime time = new PassingTime();
  private final ImmediateBus bus = new ImmediateBus();
  private final OfferingFact small = anOffering("small").of("cloud").build();
  private final OfferingFact large = anOffering("large").of("cloud").build();
  private int changes;
  private final Catalogue catalogue = new Catalogue(bus, time, () -> changes++);
  private List<OfferingFact> sold = List.of(small, large);

  @BeforeEach
  void sell() {
    bus.answer(
        Accounts.command(CLOUD),
        any -> Future.succeededFuture(new ProviderAnswer.Offered(sold, "")));
    catalogue.refresh(List.of(GROUP));
  }

  private List<OfferingFact> known() {
    return catalogue.offerings().getOrDefault(CLOUD, List.of());
  }

  private void later(Duration wait) {
    time.pass(wait);
    catalogue.refresh(List.of(GROUP));
  }

  @Test
  void remembersWhatIsNotSoldAnyMoreForAnHour() {
    sold = List.of(small);
    later(Duration.ofMinutes(6));
    assertThat(known()).containsExactly(small, large.remembered());

    later(Duration.ofMinutes(50));
    assertThat(known()).containsExactly(small, large.remembered());
    assertThat(changes).isEqualTo(2);

    later(Duration.ofMinutes(15));
    assertThat(known()).containsExactly(small);
  }

  @Test
  void whatIsSoldAgainIsNotWithdrawn() {
    sold = List.of(small);
    later(Duration.ofMinutes(6));
    sold = List.of(small, large);
    later(Duration.ofMinutes(6));

    assertThat(known()).containsExactly(small, large);
  }
}

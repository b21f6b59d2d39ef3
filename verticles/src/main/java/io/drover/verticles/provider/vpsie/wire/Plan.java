package io.drover.verticles.provider.vpsie.wire;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What VPSie sells.
 *
 * @param datacenter empty when it is sold in all of them
 * @param hourly in US dollars
 * @param sold whether it can be had now
 */
public record Plan(
    String id,
    String datacenter,
    long cpus,
    long ramMb,
    long diskGb,
    BigDecimal hourly,
    boolean sold) {
  /** As VPSie's bills count a month. */
  private static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);

  /** The price by the hour, or the monthly one broken down to it. */
  static BigDecimal hourly(Fields json) {
    return json.anyDecimal("hourly_price")
        .filter(price -> price.signum() > 0)
        .orElseGet(() -> json.decimal("price").divide(HOURS_PER_MONTH, 6, RoundingMode.HALF_UP));
  }
}

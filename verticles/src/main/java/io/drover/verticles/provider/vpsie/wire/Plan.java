package io.drover.verticles.provider.vpsie.wire;

import java.math.BigDecimal;

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
    boolean sold) {}

package io.drover.daemon.convert;

import io.drover.verticles.provider.vpsie.VpsieShape;

/**
 * How things are called in the configuration that is made.
 *
 * @param cluster key of the cluster
 * @param provider key of the account
 * @param installation marks what belongs to the installation
 * @param shape in which the account is spoken to
 */
public record ConversionOptions(
    String cluster, String provider, String installation, VpsieShape shape) {}

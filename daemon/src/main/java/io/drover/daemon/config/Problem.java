package io.drover.daemon.config;

/**
 * A mistake in the configuration.
 *
 * @param path dotted, as in {@code nodeGroups.general.min}
 * @param text what is wrong, with the value, what is allowed and what was perhaps meant; never a
 *     secret
 * @param line where it stands, from 1; for something missing, where it should
 */
public record Problem(String path, String text, int line) {}

package io.drover.daemon.config;

/**
 * Where health, metrics, the page and webhooks are served.
 *
 * @param host default {@code 127.0.0.1}
 * @param port default 8080; 0 = any free one
 */
public record HttpConfig(String host, int port) implements ConfigPart {}

package io.drover.verticles.locks;

/**
 * A member that runs now.
 *
 * @param identity kept over restarts: {@code installation/member}
 * @param site where it runs, as its configuration says; empty where it does not
 */
public record Member(String identity, String site) {}

package io.drover.verticles.bus;

/**
 * Asks what other policies would decide differently on the world as it is.
 *
 * @param next the policies that do not decide yet
 */
public record PolicyTrial(ActivePolicies next) {}

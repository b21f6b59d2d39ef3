package io.drover.rules.scheduling;

/**
 * A volume that is attached to a node once, however many pods there mount it.
 *
 * @param driver the CSI driver that does it
 * @param handle its name of the volume; the claim's as long as there is no volume
 */
record Attachment(String driver, String handle) {}

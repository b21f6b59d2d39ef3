package io.drover.rules.plan;

/**
 * What was not done: a pod that stays pending, a node that stays, an offering that was not taken.
 *
 * @param subject {@code pod ns/name}, {@code node name} or {@code group name}
 * @param alternative what was refused for it: a group or offering, empty where there is none
 * @param detail a sentence with figures; the scheduler's own words where it has them
 */
public record Rejection(String subject, String alternative, Reason reason, String detail) {}

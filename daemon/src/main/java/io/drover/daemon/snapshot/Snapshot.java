package io.drover.daemon.snapshot;

import io.drover.rules.plan.Inquiry;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Limits;

/**
 * What a plan is made from and reviewed by.
 *
 * @param policies version of the policies that decided there, empty where none did
 * @param redacted whether names were replaced
 */
public record Snapshot(
    String cluster,
    String policies,
    boolean redacted,
    Limits limits,
    Circumstances circumstances,
    Inquiry inquiry) {}

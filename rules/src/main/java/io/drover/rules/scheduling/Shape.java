package io.drover.rules.scheduling;

import io.drover.rules.facts.Taint;
import java.util.List;
import java.util.Map;

/**
 * What pods that choose nodes can see of one: nodes of one shape are alike to all of them, except
 * for those that name nodes.
 *
 * @param labels only those that some pod looks at
 */
record Shape(Map<String, String> labels, List<Taint> taints, boolean unschedulable) {}

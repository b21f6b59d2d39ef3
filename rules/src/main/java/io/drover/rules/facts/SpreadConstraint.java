package io.drover.rules.facts;

/**
 * How evenly the pods that a selector matches, of one namespace, are to be spread over the domains
 * of a node label ({@code topologySpreadConstraints}). Of a {@link Company} it must hold ({@code
 * DoNotSchedule}), of {@link Preferences} it is a wish ({@code ScheduleAnyway}).
 *
 * @param topologyKey the label whose values are the domains
 * @param maxSkew most pods that a domain may have more than the emptiest one; at least 1
 * @param minDomains with fewer domains than these the emptiest one counts as empty; at least 1
 * @param selector the pods that are counted, {@code matchLabelKeys} resolved
 * @param honorsAffinity whether only nodes that the pod's own selector and affinity match count
 * @param honorsTaints whether only nodes whose taints the pod tolerates count
 */
public record SpreadConstraint(
    String topologyKey,
    int maxSkew,
    int minDomains,
    LabelSelector selector,
    boolean honorsAffinity,
    boolean honorsTaints) {}

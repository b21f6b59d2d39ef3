package io.drover.rules.facts;

/** The controller of a pod: its kind ({@code ReplicaSet}, {@code DaemonSet} …), name and uid. */
public record Owner(String kind, String name, String uid) {}

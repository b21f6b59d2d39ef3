package io.drover.rules.facts;

/** What pods refer to, by name or by what their volumes are. */
public sealed interface ReferencedFact extends Fact
    permits OwnerFact,
        ClaimFact,
        VolumeFact,
        StorageClassFact,
        CsiNodeFact,
        CsiDriverFact,
        NamespaceFact,
        PriorityClassFact {}

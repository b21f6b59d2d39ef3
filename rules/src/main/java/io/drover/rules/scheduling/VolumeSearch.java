package io.drover.rules.scheduling;

import io.drover.rules.facts.VolumeFact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The volumes that a pod of one class would have on one node. */
final class VolumeSearch {
  private static final String WRONG_NODE = "node(s) didn't match PersistentVolume's node affinity";
  private static final String NO_VOLUME =
      "node(s) didn't find available persistent volumes to bind";
  private static final String NOT_THERE =
      "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";

  private final VolumeBinding wanted;
  private final NodeSpace node;
  private final Set<String> reasons = new TreeSet<>();
  private final List<Binding> found = new ArrayList<>();
  private final Set<String> chosen = new HashSet<>();
  private @Nullable String countedBy;

  VolumeSearch(VolumeBinding wanted, NodeSpace node) {
    this.wanted = wanted;
    this.node = node;
    lookAtBound();
    if (!wanted.waiting().isEmpty()) {
      lookForWaiting();
    }
  }

  /** What each waiting claim gets, if nothing refuses the node. */
  List<Binding> found() {
    return List.copyOf(found);
  }

  /** Reasons in order, as kube-scheduler reports them together. */
  @Nullable WhyNot refusal() {
    if (!reasons.isEmpty()) {
      return VolumeBinding.refusal(String.join(", ", reasons));
    }
    return countedBy == null
        ? null
        : new WhyNot(
            WhyNot.Cause.POD_NOT_SIMULATED,
            "how much room CSI driver " + countedBy + " has for new volumes is not simulated");
  }

  private void lookAtBound() {
    for (VolumeBinding.Bound volume : wanted.bound()) {
      if (!volume.exists()) {
        reasons.add(NOT_THERE);
        return;
      }
      if (!volume.reaches(node)) {
        reasons.add(WRONG_NODE);
        return;
      }
    }
  }

  private void lookForWaiting() {
    List<WaitingClaim> toMake = new ArrayList<>();
    List<WaitingClaim> toFind = new ArrayList<>();
    for (WaitingClaim claim : wanted.waiting()) {
      String selected = selectedNode(claim);
      if (selected == null) {
        toFind.add(claim);
      } else if (selected.equals(node.name())) {
        toMake.add(claim);
      } else {
        reasons.add(NO_VOLUME);
        return;
      }
    }
    for (WaitingClaim claim : toFind) {
      if (!find(claim)) {
        toMake.add(claim);
      }
    }
    toMake.forEach(this::make);
  }

  private @Nullable String selectedNode(WaitingClaim claim) {
    if (wanted.bindings().of(claim.name()) instanceof Binding.ToNode(String any, String settled)) {
      return settled;
    }
    return claim.claim().selectedNode() == null ? null : claim.claim().selectedNode().value();
  }

  /** Takes a volume that is there; one that is reserved for the claim is taken or none. */
  private boolean find(WaitingClaim claim) {
    for (VolumeFact volume : claim.reserved()) {
      if (!chosen.contains(volume.name())) {
        return reaches(volume) && take(claim, volume);
      }
    }
    for (VolumeFact volume : claim.open()) {
      boolean free =
          !chosen.contains(volume.name()) && wanted.bindings().mayTake(claim.name(), volume.name());
      if (free && reaches(volume)) {
        return take(claim, volume);
      }
    }
    return false;
  }

  private boolean reaches(VolumeFact volume) {
    return NodeAffinity.attracted(volume.place().affinity(), "", node.labels());
  }

  private boolean take(WaitingClaim claim, VolumeFact volume) {
    chosen.add(volume.name());
    return found.add(new Binding.ToVolume(claim.name(), volume.name()));
  }

  /** What is settled to be another volume is not made here. */
  private void make(WaitingClaim claim) {
    boolean settled = wanted.bindings().of(claim.name()) instanceof Binding.ToVolume;
    if (settled || !claim.provisionedFor(node)) {
      reasons.add(NO_VOLUME);
    } else if (claim.countedBy() != null) {
      countedBy = claim.countedBy();
    } else {
      found.add(new Binding.ToNode(claim.name(), node.name()));
    }
  }
}

package io.drover.rules.facts;

import java.util.List;

/**
 * What a claim demands of a volume beside size, class and access modes.
 *
 * @param selector which labels the volume must have; it is not asked of a volume that is reserved
 *     for the claim
 * @param block whether it must be a block device instead of a file system
 * @param attributesClass name of its VolumeAttributesClass, empty for none
 */
public record VolumeTerms(LabelSelector selector, boolean block, String attributesClass) {
  public static final VolumeTerms ANY = new VolumeTerms(new LabelSelector(List.of()), false, "");
}

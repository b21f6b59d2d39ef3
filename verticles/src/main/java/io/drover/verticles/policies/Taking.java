package io.drover.verticles.policies;

import io.drover.verticles.bus.PolicyStanding;
import org.jspecify.annotations.Nullable;

/**
 * How a version comes to be considered, and whether it was confirmed.
 *
 * @param how as the history tells it
 * @param who empty where only the files can tell
 * @param theirs where it was chosen on another member
 */
record Taking(String how, String who, boolean confirmed, @Nullable PolicyStanding theirs) {
  static final Taking BY_EDIT = new Taking("folder", "", false);
  static final Taking AT_START = new Taking("start", "", false);

  Taking(String how, String who, boolean confirmed) {
    this(how, who, confirmed, null);
  }
}

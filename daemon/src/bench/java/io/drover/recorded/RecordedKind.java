package io.drover.recorded;

import java.io.ByteArrayOutputStream;

/** The objects of one kind, which never change. */
interface RecordedKind {
  /** Such as {@code v1}. */
  String apiVersion();

  /** Such as {@code Pod}. */
  String kind();

  int count();

  /** Appends one object. */
  void write(int index, ByteArrayOutputStream to);
}

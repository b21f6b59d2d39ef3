package io.drover.daemon.cli;

import io.drover.verticles.provider.vpsie.VpsieShape;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A shape by its word. */
final class ShapeConverter implements ITypeConverter<VpsieShape> {
  @Override
  public VpsieShape convert(String word) {
    return Arrays.stream(VpsieShape.values())
        .filter(shape -> shape.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("is neither document nor apps-v2"));
  }
}

package io.drover.daemon.cli;

import io.drover.daemon.convert.ConversionOptions;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A shape by its word. */
final class ShapeConverter implements ITypeConverter<ConversionOptions.Shape> {
  @Override
  public ConversionOptions.Shape convert(String word) {
    return Arrays.stream(ConversionOptions.Shape.values())
        .filter(shape -> shape.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("is neither document nor apps-v2"));
  }
}

package io.drover.rules.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.PodKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** How facts are written in cases: strictly, with names and times as plain texts. */
final class CaseFormat {
  private CaseFormat() {}

  /** Guesses nothing: no number out of a text, no fraction cut off, no second document. */
  static ObjectMapper mapper() {
    SimpleModule texts = new SimpleModule("texts");
    text(texts, NodeName.class, NodeName::new);
    text(texts, GroupName.class, GroupName::new);
    text(texts, PodKey.class, CaseFormat::podKey);
    text(texts, OfferingId.class, CaseFormat::offering);
    text(texts, Duration.class, Duration::parse);
    text(texts, Instant.class, Instant::parse);
    return YAMLMapper.builder(factory())
        .addModule(texts)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();
  }

  static YAMLFactory factory() {
    return YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  }

  private static PodKey podKey(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("a pod is written as namespace/name, not " + text);
    }
    return new PodKey(text.substring(0, slash), text.substring(slash + 1));
  }

  private static OfferingId offering(String text) {
    List<String> parts = List.of(text.split("/", -1));
    if (parts.size() != 3) {
      throw new IllegalArgumentException(
          "an offering is written as instance type/zone/capacity type, not " + text);
    }
    return new OfferingId(parts.get(0), parts.get(1), parts.get(2));
  }

  private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> read) {
    module.addDeserializer(type, new FromText<>(type, read));
  }

  private static final class FromText<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1;
    private final transient Function<String, T> read;

    FromText(Class<T> type, Function<String, T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      String text = parser.getValueAsString("");
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        throw context.weirdStringException(text, handledType(), "is no text; put it in quotes");
      }
      try {
        return read.apply(text);
      } catch (RuntimeException wrong) {
        throw context.weirdStringException(text, handledType(), wrong.getMessage());
      }
    }
  }
}

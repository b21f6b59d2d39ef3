package io.drover.daemon.config;

import io.drover.daemon.config.Form.NotOfThisForm;
import io.drover.rules.facts.TimeWindow;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of values that stand for themselves: numbers, shares, sizes, places, choices. */
final class Forms {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,2})?)%");
  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,8})(B|KiB|MiB|GiB)");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
  private static final Pattern MEMBER =
      Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:]+\\](:\\d{1,5})?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:]{2,45}");

  static final Form<Integer> PORT = integer(0, 65_535);
  static final Form<String> MEMBER_ADDRESS =
      matching(MEMBER, "is not an address. Examples: 10.0.0.1, 10.0.0.1:5701");
  static final Form<String> HOST_NAME = matching(HOST, "is not a host. Examples: 127.0.0.1, ::1");
  static final Form<Percent> SHARE = Forms::percent;
  static final Form<CountOrPercent> BOUND = Forms::bound;
  static final Form<DataSize> DATA_SIZE = Forms::dataSize;
  static final Form<Path> PATH = Forms::path;
  static final Form<URI> HTTP_URL = Forms::url;

  private Forms() {}

  static final Form<String> TEXT =
      text -> {
        if (text.isBlank()) throw new NotOfThisForm("is empty");
        return text;
      };

  static final Form<String> ANY_TEXT = text -> text;

  /** A zone of the tz database, by its name in full: {@code CET} is one, {@code +02:00} is none. */
  static final Form<ZoneId> TIME_ZONE = Forms::timeZone;

  static final Form<TimeWindow> TIME_WINDOW = Forms::timeWindow;

  /** A date and time that says where it holds. */
  static final Form<Instant> INSTANT = Forms::instant;

  static final Form<Boolean> SWITCH =
      text ->
          switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new NotOfThisForm("is not one of true, false");
          };

  static final Form<BigDecimal> PRICE =
      text -> {
        if (!DECIMAL.matcher(text).matches()) {
          throw new NotOfThisForm("is not a price in US dollars. Example: 3.50");
        }
        return new BigDecimal(text);
      };

  private static ZoneId timeZone(String text) throws NotOfThisForm {
    if (!ZoneId.getAvailableZoneIds().contains(text)) {
      throw new NotOfThisForm("is not a time zone of the tz database. Example: Europe/Berlin");
    }
    return ZoneId.of(text);
  }

  private static TimeWindow timeWindow(String text) throws NotOfThisForm {
    try {
      return TimeWindow.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new NotOfThisForm("is not a time window. Example: Mon..Fri 22:00-06:00 Europe/Berlin");
    }
  }

  private static Instant instant(String text) throws NotOfThisForm {
    try {
      return ZonedDateTime.parse(text).toInstant();
    } catch (DateTimeParseException wrong) {
      throw new NotOfThisForm(
          "is not a time with its zone. Examples: 2026-12-20T00:00:00Z, 2026-12-20T00:00+01:00");
    }
  }

  static Form<Integer> integer(int least, int most) {
    return text -> {
      try {
        int value = Integer.parseInt(text);
        if (value >= least && value <= most) return value;
      } catch (NumberFormatException notANumber) {
        throw new NotOfThisForm("is not a whole number between %d and %d".formatted(least, most));
      }
      throw new NotOfThisForm("is not between %d and %d".formatted(least, most));
    };
  }

  static Form<String> matching(Pattern pattern, String complaint) {
    return text -> {
      if (!pattern.matcher(text).matches()) throw new NotOfThisForm(complaint);
      return text;
    };
  }

  static Form<String> oneOf(Collection<String> allowed) {
    List<String> sorted = allowed.stream().sorted().toList();
    return text -> {
      if (sorted.contains(text)) return text;
      throw new NotOfThisForm(notOneOf(text, sorted));
    };
  }

  static <E extends Enum<E>> Form<E> oneOf(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    return text -> {
      for (E constant : constants) if (constant.toString().equals(text)) return constant;
      throw new NotOfThisForm(notOneOf(text, constants.stream().map(Enum::toString).toList()));
    };
  }

  private static String notOneOf(String text, List<String> allowed) {
    String which = allowed.size() == 1 ? "is not " : "is not one of ";
    String hint = NearestName.hint(text, allowed);
    return which + String.join(", ", allowed) + (hint.isEmpty() ? "" : "." + hint);
  }

  private static Percent percent(String text) throws NotOfThisForm {
    Matcher matcher = PERCENT.matcher(text);
    if (matcher.matches()) {
      int basisPoints = new BigDecimal(matcher.group(1)).movePointRight(2).intValueExact();
      if (basisPoints <= 10_000) return new Percent(basisPoints);
    }
    throw new NotOfThisForm("is not a percentage between 0% and 100%. Examples: 10%, 12.5%");
  }

  private static CountOrPercent bound(String text) throws NotOfThisForm {
    if (COUNT.matcher(text).matches()) return new CountOrPercent.Count(Integer.parseInt(text));
    try {
      return percent(text);
    } catch (NotOfThisForm neither) {
      throw new NotOfThisForm("is not a count or a percentage. Examples: 3, 10%");
    }
  }

  private static DataSize dataSize(String text) throws NotOfThisForm {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) throw new NotOfThisForm("is not a size. Examples: 500KiB, 50MiB, 1GiB");
    int power = List.of("B", "KiB", "MiB", "GiB").indexOf(matcher.group(2));
    return new DataSize(Long.parseLong(matcher.group(1)) << (10 * power));
  }

  private static Path path(String text) throws NotOfThisForm {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) return path.normalize();
    } catch (InvalidPathException notAPath) {
      throw new NotOfThisForm("is not a path");
    }
    throw new NotOfThisForm("is not an absolute path. Example: /etc/drover/FILE");
  }

  private static URI url(String text) throws NotOfThisForm {
    if (text.contains("@")) {
      throw NotOfThisForm.withoutShowingIt("must not hold a user or password");
    }
    try {
      URI url = new URI(text);
      if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) return url;
    } catch (URISyntaxException notAnAddress) {
      throw new NotOfThisForm("is not an http or https address");
    }
    throw new NotOfThisForm("is not an http or https address. Example: http://127.0.0.1:7700");
  }
}

package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import java.util.List;

/** A list in pages, in the manner of each wire form. */
final class Pages {
  private static final int USUAL = 20;
  private static final int LARGEST = 100;

  private Pages() {}

  /**
   * {@code page} from 1, {@code per_page} at most 100, and a {@code pagination} beside the data.
   */
  static Answer document(Call call, List<ObjectNode> all) {
    int size = Math.clamp(call.request().number("per_page", USUAL), 1, LARGEST);
    int page = Math.max(1, call.request().number("page", 1));
    List<ObjectNode> shown = slice(all, (page - 1L) * size, size);
    ObjectNode body = Answer.envelope();
    body.set("data", Json.MAPPER.valueToTree(shown));
    body.putObject("pagination")
        .put("total", all.size())
        .put("count", shown.size())
        .put("per_page", size)
        .put("current_page", page)
        .put("total_pages", (all.size() + size - 1) / size);
    return new Answer.Fine(body);
  }

  /** {@code offset} and {@code limit}, everything without them, and a {@code total}. */
  static Answer applications(Call call, List<ObjectNode> all) {
    boolean ignored = call.has(Quirk.IGNORES_PAGES);
    int offset = ignored ? 0 : Math.max(0, call.request().number("offset", 0));
    int limit = ignored ? all.size() : call.request().number("limit", all.size());
    ObjectNode body = Answer.envelope();
    body.set("data", Json.MAPPER.valueToTree(slice(all, offset, Math.max(0, limit))));
    return new Answer.Fine(body.put("total", all.size()));
  }

  private static List<ObjectNode> slice(List<ObjectNode> all, long from, int size) {
    return all.stream().skip(from).limit(size).toList();
  }
}

package io.drover.doubles.vpsie;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as the witness remembers it.
 *
 * @param profile the wire form, when the address is one of the API
 * @param account the client id it counts against; empty = nobody's
 * @param headers in lower case; of a secret only the form is told: {@code Bearer ***}
 * @param body as it came, without passwords and client secrets
 * @param status the HTTP status of the answer, sent or not
 * @param travelled how the answer travelled: {@code AT_ONCE}, {@code LATE}, {@code CUT}, {@code
 *     NEVER}
 * @param said the message of a refusal
 * @param told identifiers of what the answer shows, if it arrives
 * @param aboveRate whether it came when the account's requests were used up
 * @param deviations in which ways it departs from the API's description
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SeenRequest(
    Instant time,
    String requestId,
    @Nullable Profile profile,
    @Nullable Operation operation,
    String account,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    int status,
    String travelled,
    @Nullable String said,
    List<String> told,
    boolean aboveRate,
    List<String> deviations) {}

package io.drover.daemon.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An account at something that makes nodes.
 *
 * @param kind one of the kinds this daemon knows; required
 * @param endpoint an http or https address; required, but where the kind has one of its own
 * @param credentials null = none are sent
 * @param rateLimit calls per second; default 10, 1 to 10000
 * @param createConcurrency creations under way at once; default 5, 1 to 1000
 * @param requestTimeout for one call; default 10 s
 * @param listSettles how long a list may miss what was just created; default 2 min
 * @param site of the members that can reach the account; null = every member can
 * @param vpsie what an account of kind {@code vpsie} has besides; null = it is of another kind
 */
public record ProviderConfig(
    String kind,
    URI endpoint,
    @Nullable SecretSource credentials,
    int rateLimit,
    int createConcurrency,
    Duration requestTimeout,
    Duration listSettles,
    @Nullable String site,
    @Nullable VpsieConfig vpsie)
    implements ConfigPart {}

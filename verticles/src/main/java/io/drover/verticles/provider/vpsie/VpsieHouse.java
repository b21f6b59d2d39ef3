package io.drover.verticles.provider.vpsie;

import io.drover.verticles.http.Http;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent;
import java.util.function.Consumer;

/**
 * What the provider needs of the house.
 *
 * @param told of everything that happens in the pipeline
 */
public record VpsieHouse(
    Http http, Pipeline.Time time, Consumer<PipelineEvent> told, LastGate gate) {}

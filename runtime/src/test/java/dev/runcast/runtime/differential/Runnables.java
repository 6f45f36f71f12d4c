package dev.runcast.runtime.differential;

import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.ConfiguredBody;
import dev.runcast.runtime.RetryOptions;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the runnables of a program of their descriptions. */
final class Runnables {
    private static final Executor THREADS = RunContext.propagating(Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "differential");
        thread.setDaemon(true);
        return thread;
    }));

    private final Program program;

    Runnables(Program program) {
        this.program = program;
    }

    TypedRunnable<@Nullable Object, @Nullable Object> make(JsonNode node) {
        return switch (node.get("kind").asString()) {
            case "function" -> function(node);
            case "chunks" ->
                TypedRunnable.ofChunks(
                        name(node),
                        (@Nullable Object input, RunnableConfig config, ChunkSink<@Nullable Object> chunks) ->
                                new Body(program, input, config).act(node.get("acts"), chunks));
            case "transform" -> transform(node);
            case "choose" -> choose(node);
            case "sequence" ->
                all(node.get("steps")).stream().reduce(TypedRunnable::pipe).orElseThrow();
            case "parallel" -> parallel(node);
            case "map" -> map(node);
            case "retry" ->
                part(node)
                        .withRetry(RetryOptions.builder()
                                .attempts(node.get("attempts").asInt())
                                .backoff(Duration.ofMillis(1), Duration.ofMillis(2))
                                .build());
            case "fallbacks" -> part(node).withFallbacks(all(node.get("others")));
            case "config" -> part(node).withConfig(Configs.config(node.get("config")));
            default -> throw new IllegalArgumentException("Unknown kind: " + node);
        };
    }

    private TypedRunnable<@Nullable Object, @Nullable Object> function(JsonNode node) {
        ConfiguredBody<@Nullable Object, @Nullable Object> body = (input, config) -> {
            Body run = new Body(program, input, config);
            run.act(node.get("acts"), Body.NO_CHUNKS);
            return run.evaluate(node.get("result"));
        };
        return node.has("async")
                ? TypedRunnable.ofAsync(
                        name(node),
                        (@Nullable Object input, RunnableConfig config) -> CompletableFuture.supplyAsync(
                                () -> Body.unchecked(() -> body.apply(input, config)), THREADS))
                : TypedRunnable.ofConfigured(name(node), body);
    }

    private TypedRunnable<@Nullable Object, @Nullable Object> transform(JsonNode node) {
        return TypedRunnable.ofTransform(name(node), (Stream<@Nullable Object> chunks, RunnableConfig config) -> {
            chunksOf(node.get("before"), null, config);
            return Stream.concat(
                    chunks.flatMap(chunk -> chunksOf(node.get("each"), chunk, config)),
                    Stream.of("after").flatMap(after -> chunksOf(node.get("after"), null, config)));
        });
    }

    /** Does acts, and returns the chunks of those that give one, which are the last ones. */
    private Stream<@Nullable Object> chunksOf(JsonNode acts, @Nullable Object input, RunnableConfig config) {
        List<@Nullable Object> chunks = new ArrayList<>();
        new Body(program, input, config).act(acts, chunks::add);
        return chunks.stream();
    }

    private TypedRunnable<@Nullable Object, @Nullable Object> choose(JsonNode node) {
        List<TypedRunnable<@Nullable Object, @Nullable Object>> nodes = all(node.get("nodes"));
        return TypedRunnable.choosing(name(node), (@Nullable Object input, RunnableConfig config) -> {
            new Body(program, input, config).act(node.get("acts"), Body.NO_CHUNKS);
            return nodes.get(Body.size(input) % nodes.size());
        });
    }

    @SuppressWarnings("unchecked") // The values of programs are of no particular type.
    private TypedRunnable<@Nullable Object, @Nullable Object> parallel(JsonNode node) {
        Map<String, TypedRunnable<@Nullable Object, @Nullable Object>> branches = new LinkedHashMap<>();
        node.get("branches").properties().forEach(branch -> branches.put(branch.getKey(), make(branch.getValue())));
        return (TypedRunnable<@Nullable Object, @Nullable Object>)
                (TypedRunnable<?, ?>) TypedRunnable.parallel(branches);
    }

    @SuppressWarnings("unchecked") // The values of programs are of no particular type.
    private TypedRunnable<@Nullable Object, @Nullable Object> map(JsonNode node) {
        return (TypedRunnable<@Nullable Object, @Nullable Object>)
                (TypedRunnable<?, ?>) part(node).map();
    }

    private TypedRunnable<@Nullable Object, @Nullable Object> part(JsonNode node) {
        return make(node.get("node"));
    }

    private List<TypedRunnable<@Nullable Object, @Nullable Object>> all(JsonNode nodes) {
        List<TypedRunnable<@Nullable Object, @Nullable Object>> all = new ArrayList<>();
        nodes.forEach(node -> all.add(make(node)));
        return all;
    }

    private static String name(JsonNode node) {
        return node.get("name").asString();
    }
}

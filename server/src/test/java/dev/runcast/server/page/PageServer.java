package dev.runcast.server.page;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.RunnableServer;
import dev.runcast.server.ServerLimits;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the tests of the live page look at. Prints where its servers are, one with runnables, one without, one that asks for the token
 * {@code secret}, and one by which the tests steer the first, and serves until its input ends.
 */
public final class PageServer {
    private PageServer() {}

    /** How an answer is to be. */
    public enum Style {
        BRIEF,
        THOROUGH
    }

    /** The input of {@code research}: what forms can have, but for lists. */
    public record Question(String topic, int sources, Style style, boolean cite, Wishes wishes) {}

    /** An object in an object. */
    public record Wishes(String language, Double warmth) {}

    /** An input of other kinds of values, with one of its own in it. */
    public record Kinds(List<Integer> list, LocalDate date, Double number, Boolean flag, Kinds inner) {}

    /** The data of an event. */
    public record Progress(int step, int total, String note) {}

    /** The data of another event. */
    public record Found(String title, double score) {}

    private static final EventType<Progress> PROGRESS = EventType.of("progress", Progress.class);
    private static final EventType<Found> FOUND = EventType.of("found", Found.class);
    private static final EventType<Void> CITED = EventType.of("cited");

    /** What {@code research} waits for in the middle of what it writes. */
    private static final AtomicReference<CountDownLatch> GATE = new AtomicReference<>(new CountDownLatch(0));

    /** How many runs of {@code slow} have ended because they were cancelled. */
    private static final AtomicInteger CANCELLED = new AtomicInteger();

    /** Starts the servers. */
    public static void main(String[] arguments) throws Exception {
        try (RunnableServer full = full().port(0).start();
                RunnableServer empty = RunnableServer.builder().port(0).start();
                RunnableServer guarded = RunnableServer.builder()
                        .port(0)
                        .bearerTokens("secret"::equals)
                        .livePage(true)
                        .mount("/", story())
                        .start();
                RunnableServer control = control().port(0).start()) {
            System.out.println(full.uri() + " " + empty.uri() + " " + guarded.uri() + " " + control.uri());
            while (System.in.read() >= 0) {}
        }
    }

    private static RunnableServer.Builder full() {
        return RunnableServer.builder()
                .showErrors(true)
                .limits(ServerLimits.builder()
                        .maxBodyBytes(4096)
                        .heartbeat(Duration.ofMillis(200)) // by which it finds out soon that a client has gone
                        .build())
                .mount("/research", research())
                .mount("/story", story())
                .mount("/broken", broken())
                .mount("/careful", careful())
                .mount("/slow", slow())
                .mount("/many", many())
                .mount("/markup", markup())
                .mount("/kinds", kinds())
                .mount("/anything", TypedRunnable.of("anything", input -> Map.of("got", String.valueOf(input))))
                .mount("/nothing", nothing());
    }

    private static RunnableServer.Builder control() {
        return RunnableServer.builder()
                .mount("/cancelled", TypedRunnable.of("cancelled", nothing -> CANCELLED.get()))
                .mount("/hold", TypedRunnable.of("hold", nothing -> {
                    GATE.set(new CountDownLatch(1));
                    return "held";
                }))
                .mount("/release", TypedRunnable.of("release", nothing -> {
                    GATE.get().countDown();
                    return "released";
                }));
    }

    private static TypedRunnable<Question, String> research() {
        TypedRunnable<String, List<String>> search = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("search")
                        .type(RunType.TOOL)
                        .tags("web")
                        .parameter("query", String.class)
                        .events(FOUND)
                        .build(),
                (query, config) -> {
                    pause(130);
                    CustomEvents.dispatch(FOUND, new Found("A history of " + query, 0.92), config);
                    pause(90);
                    CustomEvents.dispatch(FOUND, new Found("On growing " + query, 0.71), config);
                    pause(60);
                    return List.of("A history of " + query, "On growing " + query);
                });
        TypedRunnable<String, String> rank = TypedRunnable.of("rank", (String text) -> {
            pause(70);
            return text;
        });
        TypedRunnable<String, String> write = TypedRunnable.ofChunks(
                RunnableDescriptor.builder("write")
                        .tags("model")
                        .input(String.class)
                        .output(String.class)
                        .build(),
                (String topic, RunnableConfig config, ChunkSink<String> chunks) -> {
                    for (String word : ("People have had " + topic + " for about five thousand years. "
                                    + "It began as a medicine, became a habit, and ended as a reason to sit down.")
                            .split("(?<= )")) {
                        chunks.emit(word);
                        pause(30);
                        if (word.startsWith("habit")) {
                            GATE.get().await();
                        }
                    }
                });
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("research")
                        .description("Looks a topic up, and writes about it.")
                        .tags("demo")
                        .input(Question.class)
                        .output(String.class)
                        .events(PROGRESS, CITED)
                        .build(),
                (question, config) -> {
                    CustomEvents.dispatch(PROGRESS, new Progress(1, 3, "searching"), config);
                    search.invoke(question.topic(), config);
                    CustomEvents.dispatch(PROGRESS, new Progress(2, 3, "ranking"), config);
                    rank.invoke(question.topic(), config);
                    CustomEvents.dispatch(PROGRESS, new Progress(3, 3, "writing"), config);
                    String text = write.invoke(question.topic(), config);
                    if (question.cite()) {
                        CustomEvents.dispatch(CITED, null, config);
                    }
                    return question + ": " + text;
                });
    }

    private static TypedRunnable<String, String> story() {
        return TypedRunnable.ofChunks(
                RunnableDescriptor.builder("story")
                        .description("Tells a story about somebody, chunk by chunk.")
                        .input(String.class)
                        .output(String.class)
                        .build(),
                (String hero, RunnableConfig config, ChunkSink<String> chunks) -> {
                    for (String piece : List.of("Once there was ", hero, ". ", hero, " had tea.")) {
                        chunks.emit(piece);
                    }
                });
    }

    private static TypedRunnable<String, String> broken() {
        TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String text) -> {
            throw new IllegalStateException("The kettle is empty.");
        });
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("broken")
                        .description("Fails in a run below it.")
                        .input(String.class)
                        .build(),
                (text, config) -> inner.invoke(text, config));
    }

    private static TypedRunnable<String, String> careful() {
        TypedRunnable<String, String> risky = TypedRunnable.of("risky", (String text) -> {
            throw new IllegalStateException("No.");
        });
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("careful")
                        .description("Goes on after a run below it has failed.")
                        .input(String.class)
                        .build(),
                (text, config) -> {
                    try {
                        return risky.invoke(text, config);
                    } catch (IllegalStateException expected) {
                        return "all the same";
                    }
                });
    }

    private static TypedRunnable<Void, String> slow() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("slow")
                        .description("Waits until it is cancelled.")
                        .input(Void.class)
                        .build(),
                (nothing, config) -> {
                    CustomEvents.dispatch("waiting", null, config);
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException cancelled) {
                        CANCELLED.incrementAndGet();
                        throw cancelled;
                    }
                    return "never";
                });
    }

    private static TypedRunnable<Integer, Integer> many() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("many")
                        .description("Emits as many events as you say.")
                        .parameter("count", Integer.class)
                        .build(),
                (count, config) -> {
                    for (int i = 1; i <= count; i++) {
                        CustomEvents.dispatch("tick", Map.of("number", i), config);
                    }
                    return count;
                });
    }

    private static TypedRunnable<String, String> markup() {
        String bad = "<img src=x onerror=\"document.title='stolen'\">";
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("markup")
                        .description("Emits markup: " + bad)
                        .tags(bad)
                        .input(String.class)
                        .build(),
                (text, config) -> {
                    CustomEvents.dispatch(bad, Map.of(bad, bad), config);
                    return bad;
                });
    }

    private static TypedRunnable<Kinds, String> kinds() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("kinds").input(Kinds.class).build(), (kinds, config) -> kinds.toString());
    }

    private static TypedRunnable<Void, String> nothing() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("nothing")
                        .type(RunType.TOOL)
                        .description("Takes nothing.")
                        .output(String.class)
                        .build(),
                (nothing, config) -> "something");
    }

    /** Makes the runs long enough for people to watch. Nothing relies on how long. */
    private static void pause(long milliseconds) throws InterruptedException {
        Thread.sleep(milliseconds);
    }
}

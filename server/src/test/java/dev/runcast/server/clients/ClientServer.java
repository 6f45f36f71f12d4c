package dev.runcast.server.clients;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.server.AgUiEvent;
import dev.runcast.server.RunnableServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What the real clients talk to. Prints where it is, and serves until its input ends. */
public final class ClientServer {
    private ClientServer() {}

    /** The input of a runnable with several parameters. */
    public record Sum(int a, int b) {}

    /** The input of a runnable that takes its time. */
    public record Ticks(int count, int pauseMillis) {}

    /** Starts the server. */
    public static void main(String[] arguments) throws Exception {
        try (RunnableServer server = builder().port(0).start()) {
            System.out.println(server.uri());
            while (System.in.read() >= 0) {}
        }
    }

    /** Returns a server with a runnable of each kind. */
    public static RunnableServer.Builder builder() {
        return RunnableServer.builder()
                .mount("/foo", foo())
                .mount("/bar", bar())
                .mount("/sum", sum())
                .mount("/story", story())
                .mount("/steps", foo().pipe(story()))
                .mount("/search", search())
                .mount("/helped", helped())
                .mount("/plan", plan())
                .agUiEvent(EventType.of("progress", Map.class), AgUiEvent.ACTIVITY_SNAPSHOT)
                .agUiEvent(EventType.of("state", Map.class), AgUiEvent.STATE_SNAPSHOT)
                .agUiEvent(EventType.of("patch", List.class), AgUiEvent.STATE_DELTA)
                .mount("/broken", broken())
                .mount("/half", half())
                .mount("/emoji", emoji())
                .mount("/ticks", ticks())
                .mount("/twins", twins())
                .mount("/chat", chat());
    }

    /** Emits custom events of the guide, and shows its config in them. */
    static TypedRunnable<String, String> foo() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("foo")
                        .input(String.class)
                        .output(String.class)
                        .build(),
                (text, config) -> {
                    CustomEvents.dispatch("event1", map("x", text), config);
                    CustomEvents.dispatch("event2", List.of(5, map("line", "two\nlines")), config);
                    CustomEvents.dispatch("configurable", config.configurable(), config);
                    return text.toUpperCase(Locale.ROOT);
                });
    }

    /** Has a run below it. */
    static TypedRunnable<String, String> bar() {
        TypedRunnable<String, String> foo = foo();
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("bar")
                        .input(String.class)
                        .output(String.class)
                        .build(),
                (text, config) -> foo.invoke(text, config) + "!");
    }

    static TypedRunnable<Sum, Integer> sum() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("sum")
                        .input(Sum.class)
                        .output(int.class)
                        .build(),
                (numbers, config) -> numbers.a() + numbers.b());
    }

    static TypedRunnable<String, String> story() {
        return TypedRunnable.ofChunks(
                RunnableDescriptor.builder("story")
                        .input(String.class)
                        .output(String.class)
                        .build(),
                (String hero, RunnableConfig config, ChunkSink<String> chunks) -> {
                    for (String piece : List.of("Once ", "there was ", hero, ".")) {
                        chunks.emit(piece);
                        CustomEvents.dispatch("told", map("length", piece.length()), config);
                    }
                });
    }

    static TypedRunnable<String, Map<String, Object>> search() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("search")
                        .type(RunType.TOOL)
                        .parameter("query", String.class)
                        .output(Map.class)
                        .build(),
                (query, config) -> map("found", List.of(query)));
    }

    /** Calls a tool that finds something, and one that fails. */
    static TypedRunnable<String, String> helped() {
        TypedRunnable<String, String> failing = TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("failing")
                        .type(RunType.TOOL)
                        .parameter("query", String.class)
                        .output(String.class)
                        .build(),
                (query, config) -> {
                    throw new IllegalStateException("the password is secret");
                });
        return TypedRunnable.ofConfigured("helped", (String text, RunnableConfig config) -> {
            Object found = search().invoke(text, config);
            try {
                return failing.invoke(text, config);
            } catch (IllegalStateException expected) {
                return found.toString();
            }
        });
    }

    /** Shows an activity, and a state that changes. */
    static TypedRunnable<String, String> plan() {
        return TypedRunnable.ofConfigured("plan", (String text, RunnableConfig config) -> {
            CustomEvents.dispatch("state", map("cups", 1), config);
            CustomEvents.dispatch("progress", map("step", 1), config);
            CustomEvents.dispatch("patch", List.of(Map.of("op", "replace", "path", "/cups", "value", 2)), config);
            CustomEvents.dispatch("progress", map("step", 2), config);
            CustomEvents.dispatch("progress", "no object", config);
            return text;
        });
    }

    static TypedRunnable<String, String> broken() {
        return TypedRunnable.of("broken", (String text) -> {
            throw new IllegalStateException("the password is secret");
        });
    }

    static TypedRunnable<String, String> half() {
        return TypedRunnable.ofChunks("half", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
            chunks.emit("first");
            CustomEvents.dispatch("event1", map("x", text), config);
            throw new IllegalStateException("the password is secret");
        });
    }

    /** Emits each char on its own, and an event with characters at which some clients split lines. */
    static TypedRunnable<String, String> emoji() {
        return TypedRunnable.ofChunks("emoji", (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
            for (char c : text.toCharArray()) {
                chunks.emit(String.valueOf(c));
            }
            CustomEvents.dispatch("lines", map("line", "a\u2028b\u2029c\u0085d"), config);
        });
    }

    static TypedRunnable<Ticks, Map<String, Object>> ticks() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("ticks")
                        .input(Ticks.class)
                        .output(Map.class)
                        .build(),
                (ticks, config) -> {
                    for (int i = 1; i <= ticks.count(); i++) {
                        CustomEvents.dispatch("tick", map("n", i), config);
                        Thread.sleep(ticks.pauseMillis());
                    }
                    return map("ticks", ticks.count());
                });
    }

    /** Has two runs of one name below it that go on at the same time. */
    static TypedRunnable<String, Map<String, Object>> twins() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("twins")
                        .input(String.class)
                        .output(Map.class)
                        .build(),
                (text, config) -> {
                    CountDownLatch both = new CountDownLatch(2);
                    TypedRunnable<String, String> twin = TypedRunnable.of("twin", (String each) -> {
                        both.countDown();
                        both.await();
                        return each;
                    });
                    return TypedRunnable.parallel(Map.of("a", twin, "b", twin)).invoke(text, config);
                });
    }

    /** Messages of LangChain, as a chat takes and returns them, and how long it rests after each word. */
    public record Chat(List<Map<String, Object>> messages, Optional<Integer> pauseMillis) {}

    /** Answers with what it is told. It remembers the messages of each thread, and has them in its output. */
    static TypedRunnable<Chat, Map<String, Object>> chat() {
        Map<Object, List<Map<String, Object>>> threads = new ConcurrentHashMap<>();
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("chat")
                        .input(Chat.class)
                        .output(Map.class)
                        .build(),
                (chat, config) -> {
                    List<Map<String, Object>> messages = threads.computeIfAbsent(
                            config.configurable().get("thread_id"), thread -> new CopyOnWriteArrayList<>());
                    messages.addAll(chat.messages());
                    Object last = messages.get(messages.size() - 1).get("content");
                    Map<String, Object> answer = map("type", "ai");
                    answer.put("content", parrot(chat.pauseMillis().orElse(0)).invoke(last.toString(), config));
                    answer.put("id", "answer-" + messages.size());
                    messages.add(answer);
                    return map("messages", List.copyOf(messages));
                });
    }

    private static TypedRunnable<String, String> parrot(int pauseMillis) {
        return TypedRunnable.ofChunks(
                RunnableDescriptor.builder("parrot")
                        .type(RunType.CHAT_MODEL)
                        .input(String.class)
                        .output(String.class)
                        .metadata("ls_model_name", "parrot-1")
                        .build(),
                (String text, RunnableConfig config, ChunkSink<String> chunks) -> {
                    for (String word : text.split("(?<= )")) {
                        chunks.emit(word);
                        Thread.sleep(pauseMillis);
                    }
                });
    }

    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }
}

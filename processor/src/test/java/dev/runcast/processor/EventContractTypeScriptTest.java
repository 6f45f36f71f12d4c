package dev.runcast.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.processor.CompilerTool.Result;
import dev.runcast.runtime.json.JsonCodec;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TypeScript's own compiler understands the declarations, and finds the mistakes of those who use them. */
class EventContractTypeScriptTest {
    private static final Source EVENTS = Source.of("""
            package com.example;

            import dev.runcast.annotations.EmitsEvent;
            import dev.runcast.annotations.Runnable;
            import org.jspecify.annotations.NullMarked;
            import org.jspecify.annotations.Nullable;

            @NullMarked
            class Research {
              record Progress(int step, @Nullable String note) {}

              enum Mode { SLOW, FAST }

              sealed interface Result permits Found, Nothing {}

              record Found(String text) implements Result {}

              record Nothing(String reason) implements Result {}

              @Runnable
              @EmitsEvent(name = "progress", payload = Progress.class, description = "How \\"far\\" it is. */ alert(1)\\n\\\\ \\t.")
              @EmitsEvent(name = "done")
              @EmitsEvent(name = "mode", payload = Mode.class)
              @EmitsEvent(name = "result", payload = Result.class)
              @EmitsEvent(name = "42 %", method = "percent", payload = int[].class)
              @EmitsEvent(name = "42", method = "number", payload = Integer.class)
              Result run(String topic, Mode mode, @Nullable Options options, ResearchEvents events) {
                return new Nothing("none");
              }

              record Options(double temperature) {}

              @Runnable
              java.util.stream.Stream<String> silent(Options options) {
                return java.util.stream.Stream.of();
              }

              static class Other {
                record Progress(String other) {}

                record CustomEvent(int any) {}

                record string(int any) {}

                record Record(int any) {}

                @Runnable(name = "other")
                @EmitsEvent(name = "progress", payload = Progress.class)
                @EmitsEvent(name = "event", payload = CustomEvent.class)
                @EmitsEvent(name = "text", payload = string.class)
                @EmitsEvent(name = "record", payload = Record.class)
                void run() {}
              }
            }
            """);

    /** A program that uses events. A test puts a statement in the place of the last line. */
    private static final String CONSUMER = """
            import type {
              CustomEvent,
              CustomEventData,
              Other_Progress,
              Research_Progress,
              Mode,
              Options,
              RunnableEvent,
              Runnables,
              String as StringData,
            } from "./events";

            function describe(event: CustomEvent): string {
              switch (event.name) {
                case "progress":
                  return "step" in event.data ? event.data.note ?? `step ${event.data.step}` : event.data.other;
                case "done": {
                  const nothing: null = event.data;
                  return `${nothing}`;
                }
                case "mode": {
                  const mode: "SLOW" | "FAST" = event.data;
                  return mode;
                }
                case "result":
                  return "text" in event.data ? event.data.text : event.data.reason;
                case "42 %": {
                  const percents: number[] = event.data;
                  return percents.join();
                }
                case "42":
                  return event.data.toFixed();
                case "event":
                case "text":
                case "record":
                  return event.data.any.toFixed() + event.run_id + event.tags.join() + event.metadata["user"];
                default: {
                  const never: never = event;
                  return never;
                }
              }
            }

            const progress: CustomEvent<"progress"> = {
              event: "on_custom_event",
              run_id: "1",
              name: "progress",
              tags: [],
              metadata: { user: 1 },
              data: { step: 1, note: null },
              parent_ids: [],
            };

            const handlers: { [N in keyof CustomEventData]?: (event: CustomEvent<N>) => void } = {
              done: (event) => event.data,
            };

            describe(progress);

            const input: Runnables["run"]["input"] = { topic: "tea", mode: "FAST", options: { temperature: "NaN" } };
            const silent: Runnables["silent"] = { input: { temperature: 0.5 }, output: "text", events: null as never };

            function step(event: RunnableEvent<"run">): number | null {
              switch (event.name) {
                case "progress":
                  return "step" in event.data ? event.data.step : null;
                case "done":
                case "mode":
                case "result":
                case "42 %":
                  return null;
                default:
                  return event.data;
              }
            }

            declare function run<R extends keyof Runnables>(
              runnable: R,
              input: Runnables[R]["input"],
            ): AsyncIterable<RunnableEvent<R>>;

            for await (const event of run("run", input)) {
              if (event.name === "mode") {
                const mode: Mode = event.data;
              }
            }

            const anyOfThem: RunnableEvent = progress;
            type Data = { [key: string]: unknown };
            const indexed: Data = {} as CustomEventData & Options;
            //HERE
            """;

    @TempDir
    private static Path compilerFolder;

    private static TypeScriptCompiler typeScript;

    @TempDir
    private Path output;

    @BeforeAll
    static void unpackCompiler() throws IOException, InterruptedException {
        typeScript = TypeScriptCompiler.unpack(compilerFolder);
    }

    @Test
    void tellsEventsApartByTheirNames() throws IOException, InterruptedException {
        compile(List.of(EVENTS));

        assertThat(typeScript.check(List.of(program("program", CONSUMER)))).isEmpty();
    }

    @Test
    void findsMistakes() throws IOException, InterruptedException {
        List<Mistake> mistakes = List.of(
                new Mistake("case \"42\":", "case \"43\":", "TS2678"),
                new Mistake("case \"mode\": {", "case \"result\": {", "TS2322"),
                new Mistake("\"SLOW\" | \"FAST\"", "\"SLOW\"", "TS2322"),
                new Mistake("event.data.note ??", "event.data.step ??", "TS2322"),
                new Mistake("event.data.other", "event.data.others", "TS2551"),
                new Mistake("case \"record\":", "", "TS2322"),
                new Mistake("data: { step: 1, note: null },", "data: { step: 1 },", "TS2322"),
                new Mistake("run_id: \"1\",", "", "TS2741"),
                new Mistake("//HERE", "const mode: Mode = \"OTHER\";", "TS2322"),
                new Mistake("//HERE", "handlers.dome;", "TS2339"),
                new Mistake("event.name === \"mode\"", "event.name === \"record\"", "TS2367"),
                new Mistake("mode: \"FAST\", options", "options", "TS2741"),
                new Mistake("run(\"run\", input)", "run(\"silent\", input)", "TS2345"),
                new Mistake("run(\"run\", input)", "run(\"ran\", input)", "TS2345"),
                new Mistake("//HERE", "let other: CustomEvent<\"dome\">;", "TS2344"));
        compile(List.of(EVENTS));
        List<Path> programs = new ArrayList<>();
        for (Mistake mistake : mistakes) {
            assertThat(CONSUMER).contains(mistake.right());
            programs.add(program("mistake" + programs.size(), CONSUMER.replace(mistake.right(), mistake.wrong())));
        }

        List<String> messages = typeScript.check(programs);

        for (int i = 0; i < mistakes.size(); i++) {
            String place = "mistake" + i + ".ts(";
            String code = "error " + mistakes.get(i).code();
            assertThat(messages)
                    .as(mistakes.get(i).toString())
                    .anySatisfy(message -> assertThat(message).contains(place, code));
        }
    }

    /** What the runtime writes is of the declared types. Objects that others may add fields to have more of them. */
    @Test
    void describesWhatTheRuntimeWrites() throws IOException, InterruptedException, ReflectiveOperationException {
        Result compilation = compile(Source.resources("contract/shapes"));
        ClassLoader loader = new URLClassLoader(
                new URL[] {compilation.classesUrl()}, getClass().getClassLoader());
        Map<?, ?> samples = (Map<?, ?>)
                loader.loadClass("com.example.Shapes").getMethod("samples").invoke(null);
        StringBuilder text = new StringBuilder("import type { CustomEventData } from \"./events\";\n");
        samples.forEach((event, values) -> ((List<?>) values)
                .forEach(value -> text.append("(%s) satisfies CustomEventData[\"%s\"];\n"
                        .formatted(JsonCodec.defaultCodec().write(value), event))));

        List<String> messages = typeScript.check(List.of(program("values", text.toString())));

        assertThat(messages)
                .allSatisfy(message -> assertThat(message)
                        .contains("TS2353")
                        .containsAnyOf("'\"more\"'", "'\"wheels\"'", "'\"anyInner\"'", "'\"other\"'"));
    }

    @Test
    void nothingIsKnownOfRawOutputs() throws IOException, InterruptedException {
        compile(List.of(Source.of("""
                package com.example;

                import dev.runcast.annotations.Runnable;
                import java.util.List;
                import java.util.concurrent.CompletableFuture;
                import java.util.concurrent.CompletionStage;
                import java.util.stream.Stream;

                class Raw {
                  @Runnable
                  @SuppressWarnings("rawtypes")
                  CompletionStage stage() {
                    return CompletableFuture.completedFuture(null);
                  }

                  @Runnable
                  CompletionStage<?> wildcard() {
                    return CompletableFuture.completedFuture(null);
                  }

                  @Runnable
                  @SuppressWarnings("rawtypes")
                  Stream stream() {
                    return Stream.of();
                  }

                  @Runnable
                  CompletionStage<? extends Number> bounded() {
                    return CompletableFuture.completedFuture(1);
                  }
                }
                """)));

        assertThat(typeScript.check(List.of(program("raw", """
                        import type { Runnables } from "./events";

                        type Is<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

                        true satisfies Is<Runnables["stage"]["output"], unknown>;
                        true satisfies Is<Runnables["wildcard"]["output"], unknown>;
                        true satisfies Is<Runnables["stream"]["output"], unknown>;
                        false satisfies Is<Runnables["bounded"]["output"], unknown>;
                        """)))).isEmpty();
    }

    @Test
    void isSoundWithoutRunnables() throws IOException, InterruptedException {
        compile(List.of(Source.of("package com.example;\n\nclass Plain {}\n")));

        assertThat(typeScript.check(List.of(output.resolve("events.d.ts"), program("nothing", """
                                import type { CustomEvent, RunnableEvent, Runnables } from "./events";

                                const events: (CustomEvent | RunnableEvent)[] = [];
                                const names: (keyof Runnables)[] = [];
                                events satisfies never[];
                                names satisfies never[];
                                """))))
                .isEmpty();
    }

    private Path program(String name, String text) throws IOException {
        return Files.writeString(output.resolve(name + ".ts"), text);
    }

    /** Compiles sources, and puts the declarations where programs import them from. */
    private Result compile(List<Source> sources) throws IOException {
        Result compilation = CompilerTool.JAVAC
                .run(output, sources)
                .processors(new RunnableProcessor(), new EventContractProcessor())
                .options("-Adev.runcast.eventContract")
                .compile();
        assertThat(compilation.succeeded()).as(compilation.log()).isTrue();
        Files.writeString(output.resolve("events.d.ts"), compilation.resource("META-INF/runcast/events.d.ts"));
        return compilation;
    }

    /** A change of the program that makes it wrong, and the error that tells of it. */
    private record Mistake(String right, String wrong, String code) {}
}

package dev.runcast.examples.langsmith;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runcast.examples.readme.Research;
import dev.runcast.examples.readme.ResearchRunnables;
import dev.runcast.langsmith.LangSmithCallbackHandler;
import dev.runcast.langsmith.Redactor;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.json.JsonCodec;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Posts a run to LangSmith, or, without an API key in the environment, to a small server that prints what LangSmith is told. */
public final class Main {
    private static final Redactor WITHOUT_PASSWORDS = (part, json) -> {
        json.computeIfPresent("password", (key, value) -> "***");
        return json;
    };

    private Main() {}

    /** Runs the example. It takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        if (System.getenv("LANGSMITH_API_KEY") == null) {
            runWithoutLangSmith(System.out);
        } else {
            research(LangSmithCallbackHandler.builderFromEnvironment());
        }
    }

    private static void research(LangSmithCallbackHandler.Builder langSmith) throws IOException {
        try (LangSmithCallbackHandler handler =
                langSmith.redactor(WITHOUT_PASSWORDS).build()) {
            RunnableConfig config = RunnableConfig.builder().addHandler(handler).build();
            new ResearchRunnables(new Research()).withConfig(config).research("tea");
        }
    }

    static void runWithoutLangSmith(PrintStream out) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Map<Object, Map<Object, Object>> runs = new LinkedHashMap<>();
        server.createContext("/runs/batch", exchange -> receive(exchange, runs));
        server.start();
        try {
            research(LangSmithCallbackHandler.builder()
                    .apiUrl("http://localhost:" + server.getAddress().getPort())
                    .apiKey("any-key")
                    .project("tea"));
        } finally {
            server.stop(0);
        }
        runs.values().forEach(run -> print(run, out));
    }

    /** Collects the runs of a batch. A patch adds to what was posted. */
    private static void receive(HttpExchange exchange, Map<Object, Map<Object, Object>> runs) throws IOException {
        String json = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Map<?, ?> batch = JsonCodec.defaultCodec().read(json, Map.class);
        for (Object list : batch.values()) {
            for (Object each : (List<?>) list) {
                Map<?, ?> run = (Map<?, ?>) each;
                runs.computeIfAbsent(run.get("id"), none -> new LinkedHashMap<>())
                        .putAll(run);
            }
        }
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    private static void print(Map<?, ?> run, PrintStream out) {
        out.println(
                run.get("run_type") + " " + run.get("name") + " " + run.get("inputs") + " -> " + run.get("outputs"));
        for (Object event : (List<?>) run.get("events")) {
            Object values = ((Map<?, ?>) event).get("kwargs");
            out.println("  " + ((Map<?, ?>) event).get("name") + (values == null ? "" : " " + values));
        }
    }
}

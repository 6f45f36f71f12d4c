package dev.runcast.server.clients;

import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.internal.agui.AgUi;
import dev.runcast.server.internal.core.ClientConfigs;
import dev.runcast.server.internal.core.RequestKeys;
import dev.runcast.server.internal.langgraph.LangGraph;
import dev.runcast.server.internal.langserve.LangServe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Prints what the server does with each key of each request, as JSON. The tests of clients look up there what they send. */
public final class RequestTable {
    private RequestTable() {}

    /** Prints the table. */
    public static void main(String[] arguments) {
        Map<String, Map<String, RequestKeys.Use>> table = new LinkedHashMap<>();
        Stream.of(
                        new LangServe().requests(),
                        new LangGraph().requests(),
                        new LangGraph().queries(),
                        new AgUi(Map.of()).requests(),
                        List.of(ClientConfigs.KEYS))
                .flatMap(List::stream)
                .forEach(request -> table.put(request.request(), request.keys()));
        System.out.println(JsonCodec.defaultCodec().write(table));
    }
}

package dev.runcast.server.internal.langserve;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.runtime.stream.EventStreamOptions;
import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.Failure;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.core.SseStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients can ask of one runnable. */
final class Endpoints {
    private final Services services;
    private final Mount mount;

    Endpoints(Services services, Mount mount) {
        this.services = services;
        this.mount = mount;
    }

    void streamEvents(Call call) throws IOException {
        JsonObject body = call.json();
        Object input = input(body);
        RunnableConfig config = services.configs().read(body, "config");
        EventStreamOptions options = Filters.read(body);
        ServedRun run = services.runs().admit(mount);
        SseStream events = run.openStream(call, Map.of());
        run.start(
                () -> mount.runnable()
                        .streamEventsAsync(
                                input, run.counting(config), options, event -> events.send("data", event.toJson())),
                (nothing, failure) -> end(events, failure));
    }

    private Object input(JsonObject body) {
        if (!body.has("input")) {
            throw body.missing("input");
        }
        return mount.input(body, "input");
    }

    private static void end(SseStream events, @Nullable Failure failure) {
        if (failure == null) {
            events.send("end", null);
            events.end();
        } else {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("status_code", failure.status());
            error.put("message", failure.message());
            events.send("error", JsonCodec.defaultCodec().write(error));
            events.cut();
        }
    }
}

package dev.runcast.server.internal.contract;

import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.HttpError;
import dev.runcast.server.internal.core.Protocol;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves the contract of events that the annotation processor writes, at {@code GET /events.json}. */
public final class EventContract implements Protocol {
    private static final String RESOURCE = "META-INF/runcast/events.json";

    @Override
    public List<Route> routes(Services services) {
        return services.showsSchemas() ? List.of(new Route("GET", "/events.json", EventContract::events)) : List.of();
    }

    private static void events(Call call) throws IOException {
        try (InputStream contract = open()) {
            if (contract == null) {
                throw HttpError.of(
                        404,
                        "There is no contract of events on the class path."
                                + " Have the annotation processor write one: -Adev.runcast.eventContract.");
            }
            call.respondJson(new String(contract.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static @Nullable InputStream open() {
        ClassLoader program = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = program == null ? ClassLoader.getSystemClassLoader() : program;
        return loader.getResourceAsStream(RESOURCE);
    }
}

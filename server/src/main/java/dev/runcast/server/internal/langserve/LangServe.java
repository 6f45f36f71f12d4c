package dev.runcast.server.internal.langserve;

import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.Protocol;
import dev.runcast.server.internal.core.RequestKeys;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import java.util.ArrayList;
import java.util.List;

/**
 * The protocol of LangServe, whose clients call runnables by their paths: {@code POST /research/stream_events}. Each path is there
 * once more with a config in it: {@code /research/c/{config_hash}/stream_events}.
 */
public final class LangServe implements Protocol {
    @Override
    public List<Route> routes(Services services) {
        List<Route> routes = new ArrayList<>();
        for (Mount mount : services.mounts()) {
            Endpoints endpoints = new Endpoints(services, mount);
            for (String path : List.of(mount.path(), mount.path() + "/c/{" + Endpoints.CONFIG_HASH + "}")) {
                routes.add(Route.of(mount, "POST", path + "/invoke", endpoints::invoke)
                        .taking(LangServeRequests.INVOKE));
                routes.add(Route.of(mount, "POST", path + "/batch", endpoints::batch)
                        .taking(LangServeRequests.BATCH));
                routes.add(Route.of(mount, "POST", path + "/stream", endpoints::stream)
                        .taking(LangServeRequests.STREAM));
                routes.add(Route.of(mount, "POST", path + "/stream_log", endpoints::streamLog)
                        .taking(LangServeRequests.STREAM_LOG));
                routes.add(Route.of(mount, "POST", path + "/stream_events", endpoints::streamEvents)
                        .taking(LangServeRequests.STREAM_EVENTS));
                if (services.showsSchemas()) {
                    routes.add(Route.of(mount, "GET", path + "/input_schema", endpoints::inputSchema));
                    routes.add(Route.of(mount, "GET", path + "/output_schema", endpoints::outputSchema));
                    routes.add(Route.of(mount, "GET", path + "/config_schema", endpoints::configSchema));
                }
            }
        }
        return routes;
    }

    @Override
    public List<RequestKeys> requests() {
        return LangServeRequests.all();
    }
}

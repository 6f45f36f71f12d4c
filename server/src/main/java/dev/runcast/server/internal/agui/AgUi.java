package dev.runcast.server.internal.agui;

import dev.runcast.server.internal.core.Protocol;
import dev.runcast.server.internal.core.RequestKeys;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import java.util.List;

/** The AG-UI protocol: each runnable is an agent at its path below {@code /ag-ui}, such as {@code POST /ag-ui/research}. */
public final class AgUi implements Protocol {
    @Override
    public List<Route> routes(Services services) {
        return services.mounts().stream()
                .map(mount -> Route.of(mount, "POST", "/ag-ui" + mount.path(), new AgentEndpoint(services, mount)::run)
                        .taking(AgUiRequests.RUN))
                .toList();
    }

    @Override
    public List<RequestKeys> requests() {
        return AgUiRequests.all();
    }
}

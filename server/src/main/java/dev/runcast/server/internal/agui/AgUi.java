package dev.runcast.server.internal.agui;

import dev.runcast.server.AgUiEvent;
import dev.runcast.server.internal.core.Protocol;
import dev.runcast.server.internal.core.RequestKeys;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import java.util.List;
import java.util.Map;

/** The AG-UI protocol: each runnable is an agent at its path below {@code /ag-ui}, such as {@code POST /ag-ui/research}. */
public final class AgUi implements Protocol {
    private final Map<String, AgUiEvent> shown;

    /**
     * Creates the protocol.
     *
     * @param shown what clients see of custom events, by their names
     */
    public AgUi(Map<String, AgUiEvent> shown) {
        this.shown = shown;
    }

    @Override
    public List<Route> routes(Services services) {
        return services.mounts().stream()
                .map(mount -> Route.of(
                                mount, "POST", "/ag-ui" + mount.path(), new AgentEndpoint(services, mount, shown)::run)
                        .taking(AgUiRequests.RUN))
                .toList();
    }

    @Override
    public List<RequestKeys> requests() {
        return AgUiRequests.all();
    }
}

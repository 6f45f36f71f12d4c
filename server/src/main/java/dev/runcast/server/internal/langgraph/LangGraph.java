package dev.runcast.server.internal.langgraph;

import dev.runcast.server.internal.core.Protocol;
import dev.runcast.server.internal.core.RequestKeys;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The part of LangGraph's runs API that streams: assistants, which are the runnables, threads, and runs in them, whose events can be
 * read again after a connection broke.
 */
public final class LangGraph implements Protocol {
    private static final String RUN = "/threads/{thread_id}/runs/{run_id}";

    @Override
    public List<Route> routes(Services services) {
        Clock clock = Clock.systemUTC();
        Threads registry = new Threads(services.limits(), clock);
        services.timers().every(expiryPeriod(services), registry::expire);
        Assistants assistants = new Assistants(services);
        ThreadEndpoints threads = new ThreadEndpoints(services, registry);
        RunEndpoints runs = new RunEndpoints(services, registry, clock);
        return List.of(
                new Route("POST", "/assistants/search", assistants::search),
                new Route("GET", "/assistants/{assistant_id}", assistants::get),
                new Route("POST", "/threads", threads::create),
                new Route("GET", "/threads/{thread_id}", threads::get),
                new Route("GET", "/threads/{thread_id}/state", threads::state),
                new Route("POST", "/threads/{thread_id}/runs/stream", runs::stream),
                new Route("POST", "/threads/{thread_id}/runs/wait", runs::await),
                new Route("GET", RUN, runs::get),
                new Route("GET", RUN + "/join", runs::join),
                new Route("GET", RUN + "/stream", runs::joinStream),
                new Route("POST", RUN + "/cancel", runs::cancel),
                new Route("POST", "/runs/stream", runs::stream),
                new Route("POST", "/runs/wait", runs::await),
                new Route("GET", "/runs/{run_id}/stream", runs::joinStream));
    }

    /** Things are kept for a tenth longer at most than they have to be. */
    private static Duration expiryPeriod(Services services) {
        Duration runs = services.limits().finishedRunExpiry();
        Duration threads = services.limits().threadExpiry();
        Duration tenth = (runs.compareTo(threads) < 0 ? runs : threads).dividedBy(10);
        return tenth.toMillis() < 1 ? Duration.ofMillis(1) : tenth;
    }

    @Override
    public List<RequestKeys> requests() {
        return LangGraphRequests.all();
    }
}

package dev.runcast.server.internal.langgraph;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Protocol;
import dev.runcast.server.internal.core.RequestKeys;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.runs.OwnedRuns;
import java.util.ArrayList;
import java.util.List;

/**
 * LangGraph's runs API: assistants, which are the runnables, threads with the states that runs left in them, and runs, whose events can be
 * read again after a connection broke.
 */
public final class LangGraph implements Protocol {
    private static final String THREAD = "/threads/{thread_id}";
    private static final String RUN = THREAD + "/runs/{run_id}";

    @Override
    public List<Route> routes(Services services) {
        OwnRoutes own = new OwnRoutes(services);
        OwnedRuns runs = services.ownedRuns();
        List<Route> routes = new ArrayList<>();
        routes.addAll(assistantRoutes(new Assistants(services), services.showsSchemas()));
        routes.addAll(threadRoutes(own, new ThreadEndpoints(services, runs, own)));
        routes.addAll(stateRoutes(own, new StateEndpoints(services)));
        RunAnswers answers = new RunAnswers(services, runs);
        routes.addAll(newRunRoutes(new NewRuns(services, runs, answers)));
        routes.addAll(runRoutes(own, new RunEndpoints(services, runs, answers)));
        return routes;
    }

    private static List<Route> assistantRoutes(Assistants assistants, boolean showsSchemas) {
        List<Route> routes = new ArrayList<>(List.of(
                new Route("POST", "/assistants/search", assistants::search).taking(LangGraphRequests.SEARCH_ASSISTANTS),
                new Route("POST", "/assistants/count", assistants::count).taking(LangGraphRequests.COUNT_ASSISTANTS),
                new Route("GET", "/assistants/{assistant_id}", assistants::get),
                new Route("GET", "/assistants/{assistant_id}/graph", assistants::graph)));
        if (showsSchemas) {
            routes.add(new Route("GET", "/assistants/{assistant_id}/schemas", assistants::schemas));
        }
        return routes;
    }

    private static List<Route> threadRoutes(OwnRoutes own, ThreadEndpoints threads) {
        return List.of(
                new Route("POST", "/threads", threads::create).taking(LangGraphRequests.CREATE_THREAD),
                new Route("POST", "/threads/search", threads::search).taking(LangGraphRequests.SEARCH_THREADS),
                new Route("POST", "/threads/count", threads::count).taking(LangGraphRequests.COUNT_THREADS),
                own.readsThread("GET", THREAD, threads::get),
                own.readsThread("PATCH", THREAD, threads::update).taking(LangGraphRequests.UPDATE_THREAD),
                own.endsThread("DELETE", THREAD, threads::delete));
    }

    private static List<Route> stateRoutes(OwnRoutes own, StateEndpoints states) {
        return List.of(
                own.readsThread("GET", THREAD + "/state", states::latest),
                own.readsThread("GET", THREAD + "/state/{checkpoint_id}", states::ofPath),
                own.readsThread("POST", THREAD + "/state/checkpoint", states::ofBody)
                        .taking(LangGraphRequests.STATE),
                own.readsThread("GET", THREAD + "/history", states::historyByQuery)
                        .asking("limit", "before"),
                own.readsThread("POST", THREAD + "/history", states::history).taking(LangGraphRequests.HISTORY));
    }

    private static List<Route> newRunRoutes(NewRuns runs) {
        List<Route> routes = new ArrayList<>();
        for (String place : List.of("", THREAD)) {
            routes.add(new Route("POST", place + "/runs", runs::create).taking(LangGraphRequests.RUN_CREATE));
            routes.add(new Route("POST", place + "/runs/stream", runs::stream).taking(LangGraphRequests.RUN_STREAM));
            routes.add(new Route("POST", place + "/runs/wait", runs::await).taking(LangGraphRequests.RUN_WAIT));
        }
        return routes;
    }

    private static List<Route> runRoutes(OwnRoutes own, RunEndpoints runs) {
        return List.of(
                own.listsThread("GET", THREAD + "/runs", runs::list).asking("limit", "offset", "status", "select"),
                own.run("GET", RUN, Action.READ, runs::get),
                own.run("GET", RUN + "/join", Action.READ, runs::join).asking("cancel_on_disconnect"),
                own.run("GET", RUN + "/stream", Action.READ, runs::joinStream)
                        .asking("stream_mode", "cancel_on_disconnect"),
                own.run("POST", RUN + "/cancel", Action.CANCEL, runs::cancel).asking("action", "wait"),
                own.run("DELETE", RUN, Action.CANCEL, runs::delete),
                own.run("GET", "/runs/{run_id}/stream", Action.READ, runs::joinStream)
                        .asking("stream_mode", "cancel_on_disconnect"));
    }

    @Override
    public List<RequestKeys> requests() {
        return LangGraphRequests.all();
    }
}

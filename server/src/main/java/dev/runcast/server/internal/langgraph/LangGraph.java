package dev.runcast.server.internal.langgraph;

import dev.runcast.server.Authorizer.Action;
import dev.runcast.server.internal.core.Protocol;
import dev.runcast.server.internal.core.RequestKeys;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.runs.KeptAccess;
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
        KeptAccess access = new KeptAccess(services);
        OwnRoutes own = new OwnRoutes(services, access);
        OwnedRuns runs = services.ownedRuns();
        List<Route> routes = new ArrayList<>();
        routes.addAll(assistantRoutes(new Assistants(services), services.showsSchemas()));
        routes.addAll(threadRoutes(own, new ThreadEndpoints(runs, access)));
        routes.addAll(stateRoutes(own, new StateEndpoints(runs.store(), access)));
        RunAnswers answers = new RunAnswers(services, runs);
        routes.addAll(newRunRoutes(new NewRuns(services, runs, access, answers)));
        routes.addAll(runRoutes(own, new RunEndpoints(runs, access, answers)));
        return routes;
    }

    private static List<Route> assistantRoutes(Assistants assistants, boolean showsSchemas) {
        List<Route> routes = new ArrayList<>(List.of(
                new Route("POST", "/assistants/search", assistants::search).taking(LangGraphRequests.SEARCH_ASSISTANTS),
                new Route("POST", "/assistants/count", assistants::count).taking(LangGraphRequests.COUNT_ASSISTANTS),
                new Route("GET", "/assistants/{assistant_id}", assistants::get),
                new Route("GET", "/assistants/{assistant_id}/graph", assistants::graph)
                        .asking(LangGraphRequests.GRAPH_QUERY)));
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
                new Route("POST", "/threads/prune", threads::prune).taking(LangGraphRequests.PRUNE_THREADS),
                own.readsThread("GET", THREAD, threads::get).asking(LangGraphRequests.THREAD_QUERY),
                own.readsThread("POST", THREAD + "/copy", threads::copy),
                own.readsThread("PATCH", THREAD, threads::update).taking(LangGraphRequests.UPDATE_THREAD),
                own.endsThread("DELETE", THREAD, threads::delete));
    }

    private static List<Route> stateRoutes(OwnRoutes own, StateEndpoints states) {
        return List.of(
                own.readsThread("GET", THREAD + "/state", states::latest).asking(LangGraphRequests.STATE_QUERY),
                own.readsThread("GET", THREAD + "/state/{checkpoint_id}", states::ofPath)
                        .asking(LangGraphRequests.CHECKPOINT_QUERY),
                own.readsThread("POST", THREAD + "/state/checkpoint", states::ofBody)
                        .taking(LangGraphRequests.STATE),
                own.readsThread("GET", THREAD + "/history", states::historyByQuery)
                        .asking(LangGraphRequests.HISTORY_QUERY),
                own.readsThread("POST", THREAD + "/history", states::history).taking(LangGraphRequests.HISTORY));
    }

    private static List<Route> newRunRoutes(NewRuns runs) {
        List<Route> routes = new ArrayList<>();
        for (String place : List.of("", THREAD)) {
            routes.add(new Route("POST", place + "/runs", runs::create).taking(LangGraphRequests.RUN_CREATE));
            routes.add(new Route("POST", place + "/runs/stream", runs::stream)
                    .taking(LangGraphRequests.RUN_STREAM)
                    .asking(LangGraphRequests.RUN_STREAM_QUERY));
            routes.add(new Route("POST", place + "/runs/wait", runs::await).taking(LangGraphRequests.RUN_WAIT));
        }
        routes.add(new Route("POST", "/runs/batch", runs::createBatch).taking(LangGraphRequests.RUN_BATCH));
        return routes;
    }

    private static List<Route> runRoutes(OwnRoutes own, RunEndpoints runs) {
        return List.of(
                own.listsThread("GET", THREAD + "/runs", runs::list).asking(LangGraphRequests.RUNS_QUERY),
                own.run("GET", RUN, Action.READ, runs::get),
                own.run("GET", RUN + "/join", Action.READ, runs::join).asking(LangGraphRequests.JOIN_QUERY),
                own.run("GET", RUN + "/stream", Action.READ, runs::joinStream)
                        .asking(LangGraphRequests.JOIN_STREAM_QUERY),
                own.run("POST", RUN + "/cancel", Action.CANCEL, runs::cancel).asking(LangGraphRequests.CANCEL_QUERY),
                own.run("DELETE", RUN, Action.CANCEL, runs::delete),
                own.run("GET", "/runs/{run_id}/stream", Action.READ, runs::joinStream)
                        .asking(LangGraphRequests.JOIN_STREAM_QUERY));
    }

    @Override
    public List<RequestKeys> requests() {
        return LangGraphRequests.all();
    }

    @Override
    public List<RequestKeys> queries() {
        return LangGraphRequests.queries();
    }
}

package dev.runcast.server.internal.page;

import dev.runcast.runtime.engine.json.JsonBytes;
import dev.runcast.runtime.json.JsonCodec;
import dev.runcast.server.internal.core.Protocol;
import dev.runcast.server.internal.core.Route;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.http.Response;
import java.util.ArrayList;
import java.util.List;

/**
 * A page at {@code /} that runs runnables and shows what happens in them. It speaks LangServe's protocol, as any other client does. It
 * learns from {@code GET /runnables} which runnables there are, and from {@code GET /runs} which runs.
 *
 * <p>The files of the page are for everybody, since a browser has no token before the page has asked for one. What they fetch is not.
 */
public final class LivePage implements Protocol {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final List<PageFile> FILES = List.of(
            PageFile.load("/", "page.html", "text/html; charset=utf-8"),
            PageFile.load("/page/page.css", "page.css", "text/css; charset=utf-8"),
            PageFile.load("/page/page.svg", "page.svg", "image/svg+xml"),
            PageFile.load("/page/page.js", "page.js", SCRIPT),
            PageFile.load("/page/sse.js", "sse.js", SCRIPT),
            PageFile.load("/page/runs.js", "runs.js", SCRIPT),
            PageFile.load("/page/history.js", "history.js", SCRIPT),
            PageFile.load("/page/form.js", "form.js", SCRIPT),
            PageFile.load("/page/tree.js", "tree.js", SCRIPT),
            PageFile.load("/page/details.js", "details.js", SCRIPT),
            PageFile.load("/page/format.js", "format.js", SCRIPT));

    @Override
    public List<Route> routes(Services services) {
        List<Route> routes = new ArrayList<>();
        for (PageFile file : FILES) {
            routes.add(Route.open("GET", file.path(), file::serve));
        }
        Catalog catalog = new Catalog(services);
        routes.add(new Route(
                "GET",
                "/runnables",
                call -> call.respond(json(JsonCodec.defaultCodec().write(catalog.entries(call.principal()))))));
        KeptRuns runs = new KeptRuns(services);
        routes.add(new Route("GET", "/runs", runs::list));
        routes.add(new Route("GET", "/runs/{run_id}/events", runs::events));
        routes.add(new Route("POST", "/runs/{run_id}/cancel", runs::cancel));
        return routes;
    }

    /** Returns an answer that no browser keeps. */
    static Response json(String json) {
        return Response.json(200, JsonBytes.utf8(json))
                .withHeader("Cache-Control", "no-store")
                .withHeader("X-Content-Type-Options", "nosniff");
    }
}

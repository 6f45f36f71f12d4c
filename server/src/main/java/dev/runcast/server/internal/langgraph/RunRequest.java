package dev.runcast.server.internal.langgraph;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.internal.core.JsonObject;
import dev.runcast.server.internal.core.Mount;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.runs.RunInput;
import java.util.List;
import java.util.Set;

/**
 * What a client asks for that wants a run. Immutable.
 *
 * @param request what is kept of the request
 * @param metadata of the run, an object of JSON
 * @param createsThread whether a thread that is not there is to be made
 * @param outlivesClient whether the run goes on when its client has gone
 * @param isResumable whether the client means to come back after it has gone
 * @param keepsThread whether a thread that is made for this run only is kept like others when the run has ended
 * @param strategy what becomes of it where its thread has a run already
 */
record RunRequest(
        RunInput input,
        RunInput.Request request,
        String metadata,
        Set<StreamMode> modes,
        boolean createsThread,
        boolean outlivesClient,
        boolean isResumable,
        boolean keepsThread,
        MultitaskStrategy strategy) {
    /** Returns the runnable. */
    Mount mount() {
        return input.mount();
    }

    /** Reads what a client sends. */
    static RunRequest of(JsonObject body, ClientPrincipal principal, Services services) {
        body.choice("durability", List.of("exit")); // What a thread holds is what its last run left.
        Mount mount = mount(body, principal, services);
        boolean isResumable = body.bool("stream_resumable").orElse(false);
        String metadata = metadata(body);
        return new RunRequest(
                RunInput.read(body, metadata, mount, services.configs()),
                RunInput.Request.of(body),
                metadata,
                StreamMode.of(body),
                body.choice("if_not_exists", List.of("reject", "create"))
                        .filter("create"::equals)
                        .isPresent(),
                body.choice("on_disconnect", List.of("cancel", "continue"))
                        .map("continue"::equals)
                        .orElse(isResumable),
                isResumable,
                body.choice("on_completion", List.of("delete", "keep"))
                        .filter("keep"::equals)
                        .isPresent(),
                MultitaskStrategy.of(body));
    }

    private static Mount mount(JsonObject body, ClientPrincipal principal, Services services) {
        String name = body.string("assistant_id").orElseThrow(() -> body.missing("assistant_id"));
        return Assistants.find(services, principal, name);
    }

    /** Returns the metadata of a thread or a run: an object of JSON, which is empty if none is given. */
    static String metadata(JsonObject body) {
        return body.object("metadata").flatMap(object -> body.json("metadata")).orElse("{}");
    }
}

package dev.runcast.server.internal.runs;

import dev.runcast.server.internal.core.Call;
import dev.runcast.server.internal.core.ServedRun;
import dev.runcast.server.internal.core.Services;
import dev.runcast.server.internal.core.SseStream;
import dev.runcast.server.store.NewRun;
import dev.runcast.server.store.StoredRun;
import dev.runcast.server.store.ThreadKey;
import java.util.Map;
import java.util.UUID;

/** Starts runs that are alone in their threads, and has clients read their frames. */
public final class StreamedRuns {
    private final Services services;
    private final OwnedRuns runs;

    /** Creates the runs of a service. */
    public StreamedRuns(Services services) {
        this.services = services;
        this.runs = services.ownedRuns();
    }

    /**
     * A run that a client asks for. Immutable.
     *
     * @param input what it is started with
     * @param id of the run
     * @param metadata an object of JSON
     * @param request what is kept of the request
     * @param outlivesClient whether it goes on when its client disconnects
     */
    public record Asked(RunInput input, UUID id, String metadata, RunInput.Request request, boolean outlivesClient) {}

    /**
     * Starts a run, and has its client read it from the beginning.
     *
     * @throws RunExistsException if there is a run with its id
     */
    public void start(Call call, Asked asked, RunFrames frames) {
        OwnedRun run = create(call, asked);
        UUID id = asked.id();
        // before the start, so that it misses nothing
        FrameSender sender =
                runs.sender(run.stored(), frames, onChange -> services.store().tail(id, 0, onChange));
        run.start(asked.input());
        send(call, run.stored(), sender, !asked.outlivesClient());
    }

    private OwnedRun create(Call call, Asked asked) {
        ServedRun place = services.runs().admit(call, asked.input().mount());
        try {
            NewRun made = new NewRun(
                    asked.id(),
                    new ThreadKey(call.principal().name(), UUID.randomUUID()),
                    true,
                    false,
                    asked.input().mount().name(),
                    asked.metadata(),
                    "{}",
                    asked.request().toJson());
            return runs.create(made, place);
        } catch (Throwable refused) {
            place.abandon();
            throw refused;
        }
    }

    /** Has a client read a run that goes on when the client disconnects. */
    public void read(Call call, StoredRun run, RunFrames frames, FrameSender.Tails tails) {
        send(call, run, runs.sender(run, frames, tails), false);
    }

    private void send(Call call, StoredRun run, FrameSender sender, boolean endsWithClient) {
        SseStream answer = services.openStream(call, Map.of());
        sender.begin(answer);
        if (endsWithClient) {
            // After the sender has stopped, for which the run may wait.
            answer.onGone(() -> runs.leave(run.id()));
        }
    }
}

package dev.runcast.server.internal.core;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.ServerLimits;
import dev.runcast.server.internal.runs.OwnedRuns;
import dev.runcast.server.store.RunStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a protocol has to work with. Immutable.
 *
 * @param mounts the runnables, in the order in which they were mounted
 * @param access says which principal may do what
 * @param runs starts runs
 * @param json writes what is the program's
 * @param configs reads the configs that clients send
 * @param schemas makes JSON Schemas of types
 * @param showsSchemas whether clients may have them
 * @param limits what the server bears
 * @param timers the clocks
 * @param ownedRuns the runs that are kept in the store
 */
public record Services(
        List<Mount> mounts,
        Access access,
        Runs runs,
        ProgramJson json,
        ClientConfigs configs,
        Schemas schemas,
        boolean showsSchemas,
        ServerLimits limits,
        Timers timers,
        OwnedRuns ownedRuns) {
    /** Returns what keeps runs and threads. */
    public RunStore store() {
        return ownedRuns.store();
    }

    /**
     * Begins an answer of events.
     *
     * @param headers headers of the protocol, in addition to those that all streams of events have
     */
    public SseStream openStream(Call call, Map<String, String> headers) {
        return SseStream.open(call.exchange(), headers, limits, timers);
    }

    /**
     * Begins to wait for an answer of JSON that may be long in coming.
     *
     * @param headers headers of the answer, in addition to its type
     */
    public SlowAnswer awaitAnswer(Call call, Map<String, String> headers) {
        return SlowAnswer.await(call.exchange(), headers, limits, timers);
    }

    /** Returns the runnables that are there for a principal, in the order in which they were mounted. */
    public List<Mount> mounts(ClientPrincipal principal) {
        return mounts.stream()
                .filter(mount -> access.isListed(principal, mount))
                .toList();
    }

    /** Returns the runnable of a {@linkplain Mount#name() name}, or nothing. */
    public Optional<Mount> mount(String name) {
        return mounts.stream().filter(mount -> mount.name().equals(name)).findFirst();
    }

    /** Returns the runnable of a {@linkplain Mount#name() name} that is there for a principal, or nothing. */
    public Optional<Mount> mount(ClientPrincipal principal, String name) {
        return mount(name).filter(mount -> access.isListed(principal, mount));
    }
}

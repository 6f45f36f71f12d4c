package dev.runcast.server.internal.core;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.ServerLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Limits how many requests a client may send: a principal with a name, or an address for clients without one. */
final class RequestRates {
    /** Of so many clients it is known how much they have sent. The one that was silent for the longest is forgotten for another one. */
    private static final int MAX_CLIENTS = 10_000;

    private final OptionalInt perMinute;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Client, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Client, Bucket> eldest) {
            return size() > MAX_CLIENTS;
        }
    };

    RequestRates(ServerLimits limits) {
        this.perMinute = limits.maxRequestsPerMinute();
    }

    /** Who sends requests: one of the two. */
    private record Client(@Nullable String name, @Nullable String address) {
        static Client of(ClientPrincipal principal, String address) {
            return principal.isAnonymous() ? new Client(null, address) : new Client(principal.name(), null);
        }
    }

    /**
     * Counts a request.
     *
     * @throws HttpError if the client has sent too many
     */
    void count(ClientPrincipal principal, String address) {
        if (perMinute.isEmpty()) {
            return;
        }
        ConsumptionProbe probe = bucketOf(Client.of(principal, address)).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
            throw HttpError.overShare("You may send " + perMinute.getAsInt() + " requests in a minute. Try again in "
                            + seconds + " s.")
                    .withHeader("Retry-After", Long.toString(seconds));
        }
    }

    private Bucket bucketOf(Client client) {
        lock.lock();
        try {
            return buckets.computeIfAbsent(client, any -> newBucket(perMinute.getAsInt()));
        } finally {
            lock.unlock();
        }
    }

    private static Bucket newBucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }
}

package dev.runcast.server.internal.core;

import dev.runcast.server.ClientPrincipal;
import dev.runcast.server.ServerLimits;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of memory the requests need whose bodies are being read or answered or whose runs go on, and how many they may. Of each
 * body, that is two for each byte, and what its values need beside their text.
 */
final class BodyBudget {
    /** What each request may have in any case, so that large requests do not keep small ones out. */
    private static final int UNCOUNTED = 64 * 1024;

    /** As for an empty list in another one. */
    private static final int VALUE = 64;

    private final int maxSize;
    private final KeptBytes bytes;

    BodyBudget(ServerLimits limits) {
        this.maxSize = limits.maxBodyBytes();
        this.bytes = new KeptBytes(limits.maxRequestBytes());
    }

    /** Returns the body of a request that is about to be read. */
    Body open(ClientPrincipal principal) {
        return new Body(principal.name());
    }

    /** A body. It is counted until its request has been answered and its runs have ended. Read by one thread at a time. */
    final class Body implements IntPredicate {
        private final String owner;
        private final KeptBytes.Account account;
        private final AtomicInteger users = new AtomicInteger(1); // the request
        private long counted;
        private @Nullable HttpError refusal;

        private Body(String owner) {
            this.owner = owner;
            this.account = bytes.open(owner);
        }

        /** Returns whether it may have so many bytes, and counts them if so. */
        @Override
        public boolean test(int size) {
            if (size > maxSize) {
                refusal = HttpError.of(413, "The body is larger than " + maxSize + " bytes. Send less.");
            } else {
                count(2L * size);
            }
            return refusal == null;
        }

        /**
         * Counts what the values of the body need, which has been read.
         *
         * @throws HttpError if it is too large (413), its client has its share (429), or all requests together need too much (503)
         */
        void check(byte[] body) {
            if (refusal == null) {
                count(2L * body.length + VALUE * values(body));
            }
            if (refusal != null) {
                throw refusal;
            }
        }

        private void count(long needed) {
            long more = needed - UNCOUNTED - counted;
            if (more <= 0) {
                return;
            }
            account.add(more);
            counted += more;
            boolean hasOthers = bytes.byOwner().getOrDefault(owner, 0L) > counted;
            if (hasOthers && bytes.areTooManyOf(owner)) {
                refusal = HttpError.overShare(
                        "Your requests and runs hold more data than one client may have at once. Try again when some"
                                + " have ended.");
            } else if (bytes.areTooMany()) {
                refusal = HttpError.busy(
                        "The requests and runs of the server hold more data than it takes at once. Try again later.");
            }
            if (refusal != null) {
                account.close();
            }
        }

        /** Says that there is one more who needs it, such as a run, and closes it in the end. */
        void keep() {
            users.incrementAndGet();
        }

        /** Says that one of those who need it does so no more. */
        void close() {
            if (users.decrementAndGet() == 0) {
                account.close();
            }
        }
    }

    /** Returns how many values JSON has at most. */
    private static long values(byte[] json) {
        long values = 0;
        for (byte character : json) {
            if (character == ',' || character == '[' || character == '{') {
                values++;
            }
        }
        return values;
    }
}

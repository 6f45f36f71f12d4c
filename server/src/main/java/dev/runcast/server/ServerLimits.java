package dev.runcast.server;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a server bears. Immutable.
 *
 * @since 0.1
 */
public final class ServerLimits {
    private static final ServerLimits DEFAULTS = builder().build();

    private final int maxConnections;
    private final int acceptQueue;
    private final int maxBodyBytes;
    private final long maxRequestBytes;
    private final int maxHeaderBytes;
    private final int maxRequestsPerMinute;
    private final int maxRuns;
    private final int maxRunsPerPrincipal;
    private final Duration readTimeout;
    private final Duration writeTimeout;
    private final Duration runTimeout;
    private final Duration heartbeat;
    private final int maxReplayEvents;
    private final long maxReplayBytes;
    private final long maxKeptBytes;
    private final int maxFinishedRuns;
    private final Duration finishedRunExpiry;
    private final int maxThreads;
    private final Duration threadExpiry;

    private ServerLimits(Builder builder) {
        this.maxConnections = builder.maxConnections;
        this.acceptQueue = builder.acceptQueue;
        this.maxBodyBytes = builder.maxBodyBytes;
        this.maxRequestBytes = builder.maxRequestBytes == 0
                ? Math.max(64 * 1024 * 1024, 8L * builder.maxBodyBytes)
                : builder.maxRequestBytes;
        this.maxHeaderBytes = builder.maxHeaderBytes;
        this.maxRequestsPerMinute = builder.maxRequestsPerMinute;
        this.maxRuns = builder.maxRuns;
        this.maxRunsPerPrincipal =
                builder.maxRunsPerPrincipal == 0 ? Math.max(1, builder.maxRuns / 4) : builder.maxRunsPerPrincipal;
        this.readTimeout = builder.readTimeout;
        this.writeTimeout = builder.writeTimeout;
        this.runTimeout = builder.runTimeout;
        this.heartbeat = builder.heartbeat;
        this.maxReplayEvents = builder.maxReplayEvents;
        this.maxReplayBytes = builder.maxReplayBytes;
        this.maxKeptBytes = builder.maxKeptBytes;
        this.maxFinishedRuns = builder.maxFinishedRuns;
        this.finishedRunExpiry = builder.finishedRunExpiry;
        this.maxThreads = builder.maxThreads;
        this.threadExpiry = builder.threadExpiry;
    }

    /** Returns the limits that hold where no others are given. */
    public static ServerLimits defaults() {
        return DEFAULTS;
    }

    /** Returns a builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how many clients may be connected at once. Further ones wait in the accept queue. */
    public int maxConnections() {
        return maxConnections;
    }

    /** Returns how many clients may wait to be accepted. The operating system may allow fewer. */
    public int acceptQueue() {
        return acceptQueue;
    }

    /** Returns how many bytes the body of a request may have. A larger one is answered with 413. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * Returns how many bytes of memory all requests may need whose bodies are being read or answered or whose runs go on: two for each
     * byte of a body, and 64 for each of its values. The first 64 KiB of each request are not counted. Where they need more, one is answered with 503, or
     * with 429 if the others of its named principal need a quarter.
     */
    public long maxRequestBytes() {
        return maxRequestBytes;
    }

    /** Returns how many bytes the path and the headers of a request may have. Longer ones are answered with 431. */
    public int maxHeaderBytes() {
        return maxHeaderBytes;
    }

    /**
     * Returns how many requests a client may send in a minute, or nothing if it may send any number. Clients are told apart by the names of
     * their principals, and those without a name by their addresses. One more is answered with 429.
     */
    public OptionalInt maxRequestsPerMinute() {
        return maxRequestsPerMinute == 0 ? OptionalInt.empty() : OptionalInt.of(maxRequestsPerMinute);
    }

    /** Returns how many requests may have runs at once. One more is answered with 503. */
    public int maxRuns() {
        return maxRuns;
    }

    /**
     * Returns how many of them may be of one named principal. One more is answered with 429. On a server that does not ask who its
     * clients are, they have all places together.
     */
    public int maxRunsPerPrincipal() {
        return maxRunsPerPrincipal;
    }

    /** Returns how long a request may take to arrive. The connection of a slower one is closed, or its stream of HTTP/2 is reset. */
    public Duration readTimeout() {
        return readTimeout;
    }

    /** Returns how long a client may not read what it is sent, before it is taken for gone and its run is cancelled. */
    public Duration writeTimeout() {
        return writeTimeout;
    }

    /** Returns how long a run may take. A longer one is cancelled, which is answered with 504. */
    public Duration runTimeout() {
        return runTimeout;
    }

    /**
     * Returns after how long without an event a comment is sent, and white space to clients that wait for a run of LangGraph's API. A client
     * that has gone is found out by them.
     */
    public Duration heartbeat() {
        return heartbeat;
    }

    /**
     * Returns how many events of a run that can be resumed are kept for clients that come back, the last ones. A client that missed
     * more is answered with 409.
     */
    public int maxReplayEvents() {
        return maxReplayEvents;
    }

    /** Returns how many bytes the events of such a run may have, two for each character. The last event is kept in any case. */
    public long maxReplayBytes() {
        return maxReplayBytes;
    }

    /**
     * Returns how many bytes threads, runs that can be resumed and their events may have in all, two for each character. When there
     * are more, runs that have ended and idle threads are forgotten, those of the principal with the most. If that does not do, no
     * more are taken: 429 for a principal with more than a quarter, and 503 for others. What runs have that go on counts, but nobody else
     * is refused because of it.
     */
    public long maxKeptBytes() {
        return maxKeptBytes;
    }

    /**
     * Returns how many runs are kept that have ended and can be resumed. When there are more, one of the principal with the most is
     * forgotten, the first to have ended.
     */
    public int maxFinishedRuns() {
        return maxFinishedRuns;
    }

    /** Returns for how long a run is kept that has ended and can be resumed. */
    public Duration finishedRunExpiry() {
        return finishedRunExpiry;
    }

    /**
     * Returns how many threads are kept, but for those that a run made for itself. When there are more, one of the principal with the most
     * is forgotten, the one that has been idle the longest.
     */
    public int maxThreads() {
        return maxThreads;
    }

    /** Returns for how long a thread is kept that nobody asks for, and that has no run. */
    public Duration threadExpiry() {
        return threadExpiry;
    }

    /**
     * Collects limits. Not for several threads at once.
     *
     * @since 0.1
     */
    public static final class Builder {
        private int maxConnections = 4096;
        private int acceptQueue = 1024;
        private int maxBodyBytes = 1024 * 1024;
        private long maxRequestBytes;
        private int maxHeaderBytes = 16 * 1024;
        private int maxRequestsPerMinute; // 0 for any number
        private int maxRuns = 256;
        private int maxRunsPerPrincipal; // 0 for a quarter
        private Duration readTimeout = Duration.ofSeconds(10);
        private Duration writeTimeout = Duration.ofSeconds(30);
        private Duration runTimeout = Duration.ofMinutes(10);
        private Duration heartbeat = Duration.ofSeconds(15);
        private int maxReplayEvents = 1024;
        private long maxReplayBytes = 4 * 1024 * 1024;
        private long maxKeptBytes = 128 * 1024 * 1024;
        private int maxFinishedRuns = 1000;
        private Duration finishedRunExpiry = Duration.ofMinutes(5);
        private int maxThreads = 1000;
        private Duration threadExpiry = Duration.ofHours(1);

        private Builder() {}

        /** Sets how many clients may be connected at once, 4096 by default. */
        public Builder maxConnections(int connections) {
            this.maxConnections = positive("maxConnections", connections);
            return this;
        }

        /** Sets how many clients may wait to be accepted, 1024 by default. */
        public Builder acceptQueue(int clients) {
            this.acceptQueue = positive("acceptQueue", clients);
            return this;
        }

        /** Sets how many bytes the body of a request may have, 1 MiB by default. */
        public Builder maxBodyBytes(int bytes) {
            this.maxBodyBytes = positive("maxBodyBytes", bytes);
            return this;
        }

        /**
         * Sets how many bytes of memory all requests may need whose bodies are being read or answered or whose runs go on. By default
         * eight times {@link #maxBodyBytes(int)}, and 64 MiB at least. A named principal may have a quarter.
         */
        public Builder maxRequestBytes(long bytes) {
            this.maxRequestBytes = positive("maxRequestBytes", bytes);
            return this;
        }

        /** Sets how many bytes the path and the headers of a request may have, 16 KiB by default. */
        public Builder maxHeaderBytes(int bytes) {
            this.maxHeaderBytes = positive("maxHeaderBytes", bytes);
            return this;
        }

        /**
         * Sets how many requests a client may send in a minute, any number by default. It may send them all at once, and then one whenever
         * there is room for it again.
         */
        public Builder maxRequestsPerMinute(int requests) {
            this.maxRequestsPerMinute = positive("maxRequestsPerMinute", requests);
            return this;
        }

        /** Sets how many requests may have runs at once, 256 by default. A batch is one request. */
        public Builder maxRuns(int runs) {
            this.maxRuns = positive("maxRuns", runs);
            return this;
        }

        /** Sets how many runs one named principal may have at once, by default a quarter of {@link #maxRuns}. */
        public Builder maxRunsPerPrincipal(int runs) {
            this.maxRunsPerPrincipal = positive("maxRunsPerPrincipal", runs);
            return this;
        }

        /** Sets how long a request may take to arrive, 10 seconds by default. */
        public Builder readTimeout(Duration time) {
            this.readTimeout = positive("readTimeout", time);
            return this;
        }

        /** Sets how long a client may not read what it is sent, 30 seconds by default. */
        public Builder writeTimeout(Duration time) {
            this.writeTimeout = positive("writeTimeout", time);
            return this;
        }

        /** Sets how long a run may take, 10 minutes by default. */
        public Builder runTimeout(Duration time) {
            this.runTimeout = positive("runTimeout", time);
            return this;
        }

        /** Sets after how long without an event a comment is sent, 15 seconds by default. */
        public Builder heartbeat(Duration time) {
            this.heartbeat = positive("heartbeat", time);
            return this;
        }

        /** Sets how many events of a run that can be resumed are kept for clients that come back, 1024 by default. */
        public Builder maxReplayEvents(int events) {
            this.maxReplayEvents = positive("maxReplayEvents", events);
            return this;
        }

        /** Sets how many bytes the events of a run may have that are kept for clients that come back, 4 MiB by default. */
        public Builder maxReplayBytes(long bytes) {
            this.maxReplayBytes = positive("maxReplayBytes", bytes);
            return this;
        }

        /** Sets how many bytes threads, runs that can be resumed and their events may have in all, 128 MiB by default. */
        public Builder maxKeptBytes(long bytes) {
            this.maxKeptBytes = positive("maxKeptBytes", bytes);
            return this;
        }

        /** Sets how many runs are kept that have ended and can be resumed, 1000 by default. */
        public Builder maxFinishedRuns(int runs) {
            this.maxFinishedRuns = positive("maxFinishedRuns", runs);
            return this;
        }

        /** Sets for how long a run is kept that has ended and can be resumed, 5 minutes by default. */
        public Builder finishedRunExpiry(Duration time) {
            this.finishedRunExpiry = positive("finishedRunExpiry", time);
            return this;
        }

        /** Sets how many threads are kept, 1000 by default. */
        public Builder maxThreads(int threads) {
            this.maxThreads = positive("maxThreads", threads);
            return this;
        }

        /** Sets for how long a thread is kept that nobody asks for, and that has no run, an hour by default. */
        public Builder threadExpiry(Duration time) {
            this.threadExpiry = positive("threadExpiry", time);
            return this;
        }

        /** Returns the limits. */
        public ServerLimits build() {
            return new ServerLimits(this);
        }

        private static int positive(String name, int value) {
            return (int) positive(name, (long) value);
        }

        private static long positive(String name, long value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " is " + value + ". Give it 1 or more.");
            }
            return value;
        }

        private static Duration positive(String name, Duration time) {
            if (time.toMillis() < 1) {
                throw new IllegalArgumentException(name + " is " + time + ". Give it a millisecond or more.");
            }
            return time;
        }
    }
}

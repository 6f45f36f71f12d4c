package dev.runcast.runtime.engine.run;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes UUIDs of version 7, RFC 9562: 48 bits of milliseconds, 12 bits of their fraction, 62 random bits. */
public final class UuidV7 {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private UuidV7() {}

    /** Returns an id whose time is {@code time}, so that ids sort by the time they stand for, not by when they were read. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // Only what is below the millisecond is wanted.
    public static UUID at(Instant time) {
        long fraction = time.getNano() % 1_000_000L * 4096 / 1_000_000;
        long high = (time.toEpochMilli() << 16) | VERSION | fraction;
        long low = VARIANT | (ThreadLocalRandom.current().nextLong() >>> 2);
        return new UUID(high, low);
    }
}

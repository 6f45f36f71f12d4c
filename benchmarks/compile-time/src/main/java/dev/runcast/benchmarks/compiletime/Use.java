package dev.runcast.benchmarks.compiletime;

/**
 * What a compilation used.
 *
 * @param millis CPU time of the thread that compiled
 * @param kilobytes what it allocated
 */
record Use(double millis, double kilobytes) {
    static final Use NONE = new Use(0, 0);

    Use plus(Use other) {
        return new Use(millis + other.millis, kilobytes + other.kilobytes);
    }

    Use minus(Use other) {
        return new Use(millis - other.millis, kilobytes - other.kilobytes);
    }

    Use dividedBy(int divisor) {
        return new Use(millis / divisor, kilobytes / divisor);
    }
}

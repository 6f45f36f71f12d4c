package dev.runcast.benchmarks.runtime.report;

/** A limit to what was measured. */
record Target(Measure measure, double limit) {
    /** What has a limit. */
    enum Measure {
        /** How many times what the peer takes. */
        TIMES("≤", " ×", 1) {
            @Override
            double of(Result result, Result peer) {
                return result.value() / peer.value();
            }
        },
        /** How many nanoseconds more than the peer takes. */
        NANOS_MORE("≤ +", " ns", 1) {
            @Override
            double of(Result result, Result peer) {
                return result.value() - peer.value();
            }
        },
        /** How many milliseconds more than the peer takes. */
        MILLIS_MORE("≤ +", " ms", 1) {
            @Override
            double of(Result result, Result peer) {
                return result.value() - peer.value();
            }
        },
        /** How many bytes are allocated. */
        BYTES_ALLOCATED("≤", " B", 1) {
            @Override
            double of(Result result, Result peer) {
                return Math.rint(result.bytes());
            }
        },
        /** How many million operations there are in a second. */
        MILLIONS_PER_SECOND("≥", " M/s", -1) {
            @Override
            double of(Result result, Result peer) {
                return 1e3 / result.value();
            }
        },
        /** How many times as fast as the peer. */
        TIMES_AS_FAST("≥", " ×", -1) {
            @Override
            double of(Result result, Result peer) {
                return peer.value() / result.value();
            }
        },
        /** How many there are, or how much there is. */
        VALUE("≤", "", 1) {
            @Override
            double of(Result result, Result peer) {
                return result.value();
            }
        };

        private final String relation;
        private final String unit;
        private final int sign;

        Measure(String relation, String unit, int sign) {
            this.relation = relation;
            this.unit = unit;
            this.sign = sign;
        }

        /** Returns the measure of a result beside its peer's. */
        abstract double of(Result result, Result peer);
    }

    /** Returns the measure of a result beside its peer's as text. */
    String value(Result result, Result peer) {
        return Result.number(measure.of(result, peer)) + measure.unit;
    }

    /** Returns whether a result beside its peer's keeps to the limit. */
    boolean isMetBy(Result result, Result peer) {
        return measure.of(result, peer) * measure.sign <= limit * measure.sign;
    }

    /** Returns whether it limits nothing. */
    boolean isNone() {
        return Double.isNaN(limit);
    }

    /** Returns the limit as text, such as {@code ≤ 0.25 ×}. */
    @Override
    public String toString() {
        return isNone() ? "" : measure.relation + " " + Result.number(limit) + measure.unit;
    }
}

package dev.runcast.benchmarks.runtime.report;

/**
 * A line of the table: a result, its peer's, and what is wanted of it.
 *
 * @param what what is measured, in words
 * @param measured the name of the result
 * @param peer the name of the result beside it
 */
record Comparison(String what, String measured, String peer, Target target) {
    /** Returns a comparison of which nothing is wanted: it is told for whoever wants to know. */
    static Comparison untargeted(String what, String measured, String peer) {
        return new Comparison(what, measured, peer, new Target(Target.Measure.TIMES, Double.NaN));
    }

    /** Returns a limit to a result on its own. */
    static Comparison alone(String what, String measured, Target target) {
        return new Comparison(what, measured, measured, target);
    }

    boolean isAlone() {
        return peer.equals(measured);
    }
}

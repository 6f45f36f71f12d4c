package dev.runcast.benchmarks.runtime.report;

import java.util.Locale;

/**
 * What was measured of one operation.
 *
 * @param nanos how long it takes, in nanoseconds
 * @param error half the width of the interval around it that holds the truth in 99.9 of 100 cases; NaN if it is not known
 * @param bytes how much it allocates; NaN if it is not known
 */
record Result(double nanos, double error, double bytes) {
    /** Returns the time as text, such as {@code 12.3 ± 0.4 ns}. */
    String time() {
        return number(nanos) + (Double.isNaN(error) ? "" : " ± " + number(error)) + " ns";
    }

    /** Returns what is allocated as text. */
    String allocation() {
        return Double.isNaN(bytes) ? "" : Math.round(bytes) + " B";
    }

    /** Returns a number with as many digits as say something. */
    static String number(double value) {
        int decimals = Math.abs(value) < 1 ? 2 : Math.abs(value) < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}

package dev.runcast.benchmarks.runtime.report;

import java.util.Locale;

/**
 * What was measured.
 *
 * @param value how much it is: nanoseconds an operation, unless {@code unit} says otherwise
 * @param unit of what
 * @param error half the width of the interval around it that holds the truth in 99.9 of 100 cases; NaN if it is not known
 * @param bytes how much an operation allocates; NaN if it is not known
 */
record Result(double value, String unit, double error, double bytes) {
    /** Returns the result of something that is known without an interval, and allocates nobody knows what. */
    static Result of(double value, String unit) {
        return new Result(value, unit, Double.NaN, Double.NaN);
    }

    /** Returns the bytes that are allocated as text. */
    String allocation() {
        return Double.isNaN(bytes) ? "" : number(Math.rint(bytes)) + " B";
    }

    /** Returns the value as text, such as {@code 12.3 ± 0.4 ns}. */
    @Override
    public String toString() {
        return number(value) + (Double.isNaN(error) ? "" : " ± " + number(error)) + " " + unit;
    }

    /** Returns a number with as many digits as say something. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size == Math.rint(size) || size >= 100 ? 0 : size < 1 ? 2 : 1;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}

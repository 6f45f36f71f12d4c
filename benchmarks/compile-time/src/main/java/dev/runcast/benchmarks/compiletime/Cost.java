package dev.runcast.benchmarks.compiletime;

/**
 * What compilations of some classes took, in milliseconds for each class.
 *
 * @param processed annotated classes with the processor
 * @param handWritten the same classes and what is generated for them, as if it were written by hand, without the processor
 * @param plain the classes without annotations and without what is generated for them
 */
record Cost(double processed, double handWritten, double plain) {
    static final Cost NONE = new Cost(0, 0, 0);

    /** Returns the cost of the processor itself, and of the rounds in which javac runs it. */
    double processing() {
        return processed - handWritten;
    }

    /** Returns the cost of having the annotation, the compilation of what is generated included. */
    double added() {
        return processed - plain;
    }

    Cost plus(Cost other) {
        return new Cost(processed + other.processed, handWritten + other.handWritten, plain + other.plain);
    }

    Cost dividedBy(int divisor) {
        return new Cost(processed / divisor, handWritten / divisor, plain / divisor);
    }
}

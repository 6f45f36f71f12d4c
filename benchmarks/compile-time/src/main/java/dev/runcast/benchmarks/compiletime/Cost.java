package dev.runcast.benchmarks.compiletime;

/**
 * What compilations of some classes used, for each class.
 *
 * @param processed annotated classes with the processor
 * @param handWritten the same classes and what is generated for them, as if it were written by hand, without the processor
 * @param plain the classes without annotations and without what is generated for them
 */
record Cost(Use processed, Use handWritten, Use plain) {
    static final Cost NONE = new Cost(Use.NONE, Use.NONE, Use.NONE);

    /** Returns the cost of the processor itself, and of the rounds in which javac runs it. */
    Use processing() {
        return processed.minus(handWritten);
    }

    /** Returns the cost of having the annotation, the compilation of what is generated included. */
    Use added() {
        return processed.minus(plain);
    }

    Cost plus(Cost other) {
        return new Cost(processed.plus(other.processed), handWritten.plus(other.handWritten), plain.plus(other.plain));
    }

    Cost dividedBy(int divisor) {
        return new Cost(processed.dividedBy(divisor), handWritten.dividedBy(divisor), plain.dividedBy(divisor));
    }
}

package com.example;

/** Does not compile unless the processor has run. */
final class Caller {
    private Caller() {}

    static String call() {
        return new ResearchRunnables(new Research()).research("tea");
    }
}

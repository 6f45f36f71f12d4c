package dev.runcast.benchmarks.runtime;

/** What a proxy stands for. */
public interface Answering {
    /** Returns an answer that depends on the question. */
    String answer(String question);
}

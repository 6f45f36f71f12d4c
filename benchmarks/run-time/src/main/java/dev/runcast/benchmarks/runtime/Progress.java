package dev.runcast.benchmarks.runtime;

/** The payload of the events. */
public record Progress(int step, int total, String note) {}

package dev.runcast.examples.guide;

/** The data of the guide's events, {@code {"x": …}}. */
public record Step(Object x) {}

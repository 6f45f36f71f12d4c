package dev.runcast.examples.spring;

/** Where books are put. */
@FunctionalInterface
public interface Shelf {
    /** Puts a book there. */
    void put(String book) throws InterruptedException;
}

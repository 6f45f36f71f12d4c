package dev.runcast.examples.story;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells a story piece by piece, in the ways in which a method can do that. */
public class Story {
    /** A piece that has been told, counted from 1. */
    public record Told(int piece, int of) {}

    @Runnable(description = "Tells a story about somebody, chunk by chunk.")
    @EmitsEvent(name = "told", payload = Told.class)
    public void story(String hero, ChunkSink<String> chunks, StoryEvents events) {
        String[] pieces = {"Once there was ", hero, ". ", hero, " had tea."};
        for (int i = 0; i < pieces.length; i++) {
            chunks.emit(pieces[i]);
            events.told(i + 1, pieces.length);
        }
    }

    @Runnable(description = "Counts to a number as a stream.")
    public Stream<Integer> count(int to) {
        return IntStream.rangeClosed(1, to).boxed();
    }

    /** As a client of a language model does it: its callbacks come on another thread. */
    @Runnable(description = "Spells a word on another thread.")
    public CompletableFuture<Void> spell(String word, ChunkSink<String> letters) {
        return CompletableFuture.runAsync(
                () -> word.chars().forEach(letter -> letters.emit(Character.toString(letter))));
    }
}

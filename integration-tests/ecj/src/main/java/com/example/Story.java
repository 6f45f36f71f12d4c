package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import java.util.concurrent.CompletableFuture;

public class Story {
    public record Told(int words) {}

    @Runnable
    @EmitsEvent(name = "told", payload = Told.class)
    public <T extends CharSequence & Comparable<T>> void tell(T hero, ChunkSink<String> chunks, StoryEvents events) {
        chunks.emit("Once there was ");
        chunks.emit(hero.toString());
        events.told(new Told(4));
    }

    @Runnable
    public CompletableFuture<String> title(String hero) {
        return CompletableFuture.completedFuture("The story of " + hero);
    }
}

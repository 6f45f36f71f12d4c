package dev.runcast.examples.porting;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;

/** An output in chunks: {@code chunks.py}. */
public class Story {
    @Runnable(name = "story")
    public void tell(String hero, ChunkSink<String> chunks) {
        chunks.emit("Once there was ");
        chunks.emit(hero);
        chunks.emit(".");
    }
}

package dev.runcast.server;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** A runnable that says that it has begun and waits until it is let go, which tests hold in their hands. */
final class Waiting {
    final Semaphore begun = new Semaphore(0);
    final Semaphore interrupted = new Semaphore(0);
    final CountDownLatch go = new CountDownLatch(1);

    TypedRunnable<String, String> runnable() {
        return TypedRunnable.ofConfigured(
                RunnableDescriptor.builder("waiting")
                        .input(String.class)
                        .output(String.class)
                        .build(),
                (String text, RunnableConfig config) -> {
                    CustomEvents.dispatch("begun", text, config);
                    begun.release();
                    try {
                        go.await();
                    } catch (InterruptedException interruption) {
                        interrupted.release();
                        throw interruption;
                    }
                    return text;
                });
    }
}

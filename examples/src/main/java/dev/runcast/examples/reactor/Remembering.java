package dev.runcast.examples.reactor;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.CustomEvents;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Relies on the current run on another thread, where it has neither emitter nor config. */
public class Remembering {
    @Runnable
    public Mono<String> remember(String book) {
        return Mono.just(book).publishOn(Schedulers.parallel()).doOnNext(Remembering::note);
    }

    private static void note(String book) {
        CustomEvents.dispatch("remembered", book);
    }
}

package dev.runcast.examples.reactor;

import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import java.util.List;
import java.util.Locale;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A library that is slow to ask, and is asked on threads that may wait. */
public class Library {
    private static final List<String> TITLES = List.of("The Book of Tea", "Tea with Ada", "A Cup of Coffee");

    @Runnable(type = RunType.RETRIEVER, description = "Finds books by a word of their title.")
    public Mono<List<String>> find(String word) {
        return Mono.fromCallable(() -> titlesWith(word.toLowerCase(Locale.ROOT)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static List<String> titlesWith(String word) {
        return TITLES.stream()
                .filter(title -> title.toLowerCase(Locale.ROOT).contains(word))
                .toList();
    }
}

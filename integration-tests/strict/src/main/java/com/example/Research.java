package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.ChunkSink;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;

/** What a class of runnables may have, in ASCII. */
@EmitsEvent(name = "\u8fdb\u5ea6", payload = Research.Progress.class)
public class Research<T extends Comparable<T>> {
  public record Progress(int step, int total, String note) {}

  public sealed interface Outcome permits Found, Missed {}

  public record Found(List<String> titles) implements Outcome {}

  public record Missed(String \u00fcber) implements Outcome {}

  public static final class Titles extends TypeRef<List<String>> {}

  /**
   * Researches a topic.
   *
   * @param topic what to look for, as in "\u00c4pfel"
   * @param limit how much at most
   */
  @Runnable(description = "Finds \u00c4pfel.", tags = "\u00f6ffentlich", metadata = "st\u00e4dte=M\u00fcnchen")
  @EmitsEvent(name = "outcome", payload = Outcome.class)
  @EmitsEvent(name = "titles", payload = Titles.class)
  @EmitsEvent(name = "fertig \u2713", method = "done", description = "\u00dcber.")
  public String research(String topic, int limit, RunnableConfig config, ResearchEvents events) {
    events.\u8fdb\u5ea6(1, 1, topic);
    events.titles(List.of(topic));
    events.outcome(new Found(List.of(topic)));
    events.done();
    return topic;
  }

  @Runnable(name = "gr\u00f6\u00dfe", type = RunType.TOOL)
  public int size(String... \u00e4pfel) {
    return \u00e4pfel.length;
  }

  @Runnable
  public void story(String hero, ChunkSink<String> chunks) {
    chunks.emit(hero);
  }

  @Runnable
  public Stream<String> words(String text) {
    return Stream.of(text.split(" "));
  }

  @Runnable
  public CompletableFuture<String> later(String text) {
    return CompletableFuture.completedFuture(text);
  }

  @Runnable
  public Flow.Publisher<String> published() {
    return new SubmissionPublisher<>();
  }

  @Runnable
  public T first(List<T> values) {
    return values.get(0);
  }

  @Runnable
  @Deprecated
  public void old() {}

  @Runnable
  @SafeVarargs
  public static <E> List<E> listed(E... values) {
    List<E> list = new ArrayList<>();
    for (E value : values) {
      list.add(value);
    }
    return list;
  }
}

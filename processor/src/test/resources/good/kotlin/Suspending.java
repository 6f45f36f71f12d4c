package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.util.List;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowKt;
import org.jspecify.annotations.Nullable;

/** Suspend functions and functions that return a flow, as kapt shows them. */
@EmitsEvent(name = "asked", payload = String.class)
public class Suspending {
  @Runnable(description = "Answers a question.")
  @Nullable
  public final Object answer(
      String question,
      RunnableConfig config,
      SuspendingEvents events,
      Continuation<? super String> $completion) {
    events.asked(question);
    return "about " + question;
  }

  @Runnable
  public Object nothing(Continuation<? super Unit> $completion) {
    return Unit.INSTANCE;
  }

  @Runnable(type = RunType.TOOL)
  public Object count(int run, @Nullable Integer completion, Continuation<? super Integer> $completion) {
    return run;
  }

  /** One of two that are called alike. */
  @Runnable(name = "count words")
  public Object count(String words, Continuation<? super Integer> $completion) {
    return words.length();
  }

  @Runnable
  public <T extends Comparable<? super T>> Object sorted(
      List<? extends T> values, Continuation<? super List<? extends T>> $completion) {
    return values;
  }

  @Runnable
  public Flow<String> words(String text, SuspendingEvents events) {
    return FlowKt.emptyFlow();
  }

  @Runnable
  public static <T> Flow<List<T>> pairs(T first, T second) {
    return FlowKt.emptyFlow();
  }

  @Runnable
  public Flow<?> unknown() {
    return FlowKt.emptyFlow();
  }
}

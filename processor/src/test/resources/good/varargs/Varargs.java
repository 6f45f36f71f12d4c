package com.example;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.util.List;

/** Variable arity, with reifiable types and without. */
public class Varargs {
  @Runnable
  public String log(String format, Object... arguments) {
    return String.format(format, arguments);
  }

  @Runnable
  public String join(RunnableConfig config, String... parts) {
    return String.join("", parts);
  }

  @Runnable
  @SafeVarargs
  public final <T> List<T> safe(T... items) {
    return null;
  }

  @Runnable
  @SuppressWarnings("unchecked")
  public int unsafe(int start, List<String>... lists) {
    return start + lists.length;
  }
}

package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CustomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Letters of many scripts, in plain ASCII. */
@EmitsEvent(name = "\u8fdb\u5ea6", payload = Letters.Schritt.class, description = "\u8fdb \\u0041 *\u002f \ud83d\ude00")
@EmitsEvent(name = "lone \ud83d", method = "lone")
@EmitsEvent(name = "lines\u2028\u2029\u0085\u000b", method = "lines")
@EmitsEvent(name = "\\\u8fdb\\u0041\"\\", method = "backslashes")
public class Letters<\u00dc, \ud835\udcb3> implements Supplier<List<String>> {
  public record Schritt(int gr\u00f6\u00dfe, String \ud835\udcb3) {}

  @Runnable(
      name = "such\u00e4hnlich",
      description = "\u641c\u7d22",
      tags = {"\u00e4", "\u0131", "I"},
      metadata = "schl\u00fcssel=\ud83d\ude00")
  public String suche(String gr\u00f6\u00dfe, Letters\u0045vents events) {
    events.\u8fdb\u5ea6(1, gr\u00f6\u00dfe);
    events.lone();
    events.lines();
    events.backslashes();
    return gr\u00f6\u00dfe + "\u00df";
  }

  @Runnable
  public <\u00c4 extends List<\u00dc>> \u00c4 pr\u00fcfe(\u00c4 \u00e4hnlich) {
    return \u00e4hnlich;
  }

  @Override
  public List<String> get() {
    List<String> lines = new ArrayList<>();
    CallbackHandler handler =
        new CallbackHandler() {
          @Override
          public void onCustomEvent(CustomEvent event) {
            lines.add(event.name() + " " + event.data());
          }
        };
    LettersRunnables<String, String> letters = new LettersRunnables<>(new Letters<String, String>())
        .withConfig(RunnableConfig.builder().addHandler(handler).build());
    lines.add(letters.suche("\u4e0a"));
    lines.add(letters.<List<String>>pr\u00fcfe(List.of("\ud835\udcb3")).toString());
    RunnableDescriptor descriptor = letters.such\u00e4hnlichRunnable().descriptor();
    lines.add(descriptor.name() + " " + descriptor.description() + " " + descriptor.tags() + " " + descriptor.metadata());
    lines.add(descriptor.parameters().get(0).name());
    return lines;
  }
}

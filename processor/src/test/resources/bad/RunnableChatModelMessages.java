package com.example;

import dev.runcast.annotations.RunType;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.util.List;

class Greeter {
  @Runnable(type = RunType.CHAT_MODEL)
//                        ^ [RunnableChatModelMessages] Greeter.silent is a CHAT_MODEL, whose only input parameter is a java.util.List of messages. Take one such parameter, or choose another type.
  void silent() {}

  @Runnable(type = RunType.CHAT_MODEL)
//                        ^ [RunnableChatModelMessages] Greeter.answer is a CHAT_MODEL, whose only input parameter is a java.util.List of messages. Take one such parameter, or choose another type.
  String answer(String question, RunnableConfig config) {
    return question;
  }

  @Runnable(type = RunType.CHAT_MODEL)
//                        ^ [RunnableChatModelMessages] Greeter.tuned is a CHAT_MODEL, whose only input parameter is a java.util.List of messages. Take one such parameter, or choose another type.
  String tuned(List<String> messages, double temperature) {
    return messages.get(0);
  }

  @Runnable(type = RunType.CHAT_MODEL)
  String right(List<String> messages, RunnableConfig config) {
    return messages.get(0);
  }
}

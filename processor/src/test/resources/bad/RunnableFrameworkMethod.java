package com.example;

import dev.langchain4j.agent.tool.Tool;
import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import org.springframework.web.bind.annotation.GetMapping;

class Greeter {
  @Runnable
  @EmitsEvent(name = "done")
  @GetMapping("/greet")
//^ [RunnableFrameworkMethod] The framework of @GetMapping calls Greeter.greet itself, and cannot pass config and events. Put @GetMapping on a method that calls GreeterRunnables.
  String greet(String who, RunnableConfig config, GreeterEvents events) {
    return who;
  }

  @Runnable
  @Tool
//^ [RunnableFrameworkMethod] The framework of @Tool calls Greeter.find itself, and cannot pass config. Put @Tool on a method that calls GreeterRunnables, or use RunnableTools of runcast-langchain4j in its place.
  String find(String what, RunnableConfig config) {
    return what;
  }

  @Runnable
  @GetMapping
  String ping() {
    return "pong";
  }
}

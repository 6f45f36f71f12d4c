package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable(name = " ")
//                 ^ [RunnableName] The run name is blank. Leave it out to use the method name, "greet".
  String greet(String who) {
    return who;
  }
}

package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  @Runnable
  void greet(GreeterEvents events) {}
//           ^ cannot find symbol
//                         ^ [RunnableNoEvents] GreeterEvents will not exist, because Greeter declares no event. Add @EmitsEvent, or remove the parameter.
}

package com.example;

import dev.runcast.annotations.Runnable;

final class Greeter {
//    ^ [WriteFailed] com.example.GreeterRunnables could not be written: no space left. Check the output folder.
  @Runnable
  void greet() {}
}

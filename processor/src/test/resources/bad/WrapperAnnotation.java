package com.example;

import dev.runcast.annotations.Runnable;

public class Greeter {
//     ^ [WrapperAnnotation] The compiler finds no annotation com.example.Missing. Correct the option -Adev.runcast.wrapperAnnotations, or add the dependency that has it.
//     ^ [WrapperAnnotation] The compiler finds no annotation java.lang.String. Correct the option -Adev.runcast.wrapperAnnotations, or add the dependency that has it.
  @Runnable
  void greet() {}
}

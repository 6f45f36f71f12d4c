package com.example;

import dev.runcast.annotations.Runnable;

public class Greeter {
//     ^ [WrapperAnnotation] com.example.Missing is no annotation that the compiler finds. Correct the option -Adev.runcast.wrapperAnnotations, or add the dependency that has it.
//     ^ [WrapperAnnotation] java.lang.String is no annotation that the compiler finds. Correct the option -Adev.runcast.wrapperAnnotations, or add the dependency that has it.
  @Runnable
  void greet() {}
}

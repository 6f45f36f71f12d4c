package com.example;

import dev.runcast.annotations.Runnable;

class Greeter {
  final Object field = new Object() {
    @Runnable
    void inAnonymous() {}
//       ^ [RunnableLocalClass] inAnonymous is a method of a local or anonymous class, for which no wrapper is generated. Move it into a nested or top-level class.
  };

  static {
    record Local(String who) {
      @Runnable
      void inLocal() {}
//         ^ [RunnableLocalClass] inLocal is a method of a local or anonymous class, for which no wrapper is generated. Move it into a nested or top-level class.
    }
  }

  @Runnable
  void greet() {
    java.lang.Runnable later = () -> {
      class Inner {
        @Runnable
        void inLambda() {}
//           ^ [RunnableLocalClass] inLambda is a method of a local or anonymous class, for which no wrapper is generated. Move it into a nested or top-level class.
      }
    };
  }

  @SuppressWarnings("runcast")
  void quiet() {
    class Quiet {
      @Runnable
      void suppressed() {}
    }
  }
}

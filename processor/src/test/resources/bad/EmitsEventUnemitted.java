package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;

interface Greetings {
  class Greeter {
    @Runnable
    @EmitsEvent(name = "progress", payload = Integer.class)
//  ^ [EmitsEventUnemitted] The event "progress" is declared, but Greetings.Greeter.greet takes no Greetings_GreeterEvents to emit it. Add that parameter, remove @EmitsEvent, or write @SuppressWarnings("runcast") if other code emits the event.
    @EmitsEvent(name = "done")
//  ^ [EmitsEventUnemitted] The event "done" is declared, but Greetings.Greeter.greet takes no Greetings_GreeterEvents to emit it. Add that parameter, remove @EmitsEvent, or write @SuppressWarnings("runcast") if other code emits the event.
    String greet(String who) {
      return who;
    }

    @Runnable
    @EmitsEvent(name = "done")
//  ^ [EmitsEventUnemitted] The event "done" is declared, but Greetings.Greeter.below takes no Greetings_GreeterEvents to emit it. Add that parameter, remove @EmitsEvent, or write @SuppressWarnings("runcast") if other code emits the event.
    void below(RunnableConfig config) {
      new Greetings_GreeterRunnables(this).withConfig(config).greet("you");
    }

    @Runnable
    @EmitsEvent(name = "done")
    void emitting(Greetings_GreeterEvents events) {
      events.done();
    }

    @Runnable
    @EmitsEvent(name = "done")
    void handingOn(RunnableConfig config) {
      hear(config);
    }

    @SuppressWarnings("runcast")
    @Runnable
    @EmitsEvent(name = "done")
    void emittedElsewhere() {
      hear(null);
    }

    @Runnable
    @EmitsEvent(name = "done")
    void notWrittenYet() {}

    private static void hear(RunnableConfig config) {}
  }

  @EmitsEvent(name = "bye")
//^ [EmitsEventUnemitted] The event "bye" is declared, but no runnable of Greetings.Farewell takes Greetings_FarewellEvents to emit it. Add that parameter, remove @EmitsEvent, or write @SuppressWarnings("runcast") if other code emits the event.
  class Farewell {
    @Runnable
    String leave() {
      return "bye";
    }
  }

  @EmitsEvent(name = "bye")
  class EmittedByOne {
    @Runnable
    void leave(Greetings_EmittedByOneEvents events) {
      events.bye();
    }

    @Runnable
    void stay() {}
  }

  class ByKey {
    @Runnable
    @EmitsEvent(name = "done")
    void greet() {
      emit();
    }

    private static void emit() {
      CustomEvents.dispatch(Greetings_ByKeyEvents.DONE);
    }
  }

  abstract class WithoutBody {
    @Runnable
    @EmitsEvent(name = "done")
    abstract void greet();
  }
}

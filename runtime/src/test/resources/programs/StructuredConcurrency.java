import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.context.RunContext;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

/** Runs with preview features: forks see the run, emit its events and start runs below it. */
class StructuredConcurrency {
  public static void main(String[] args) {
    RunnableConfig config = RunnableConfig.builder()
        .addHandler(CallbackHandler.onCustomEvents(
            event -> System.out.println(event.run().name() + " emits " + event.data())))
        .build();
    TypedRunnable<String, String> inner = TypedRunnable.of("inner", (String text) -> {
      CustomEvents.dispatch("event", text);
      return text + " below " + RunContext.currentRun().orElseThrow().parentIds().size();
    });
    TypedRunnable<String, String> outer = TypedRunnable.of("outer", (String text) -> {
      try (var scope = StructuredTaskScope.open(
          Joiner.<String>awaitAllSuccessfulOrThrow(),
          options -> options.withThreadFactory(
              RunContext.propagatingFactory(Thread.ofVirtual().factory())))) {
        Subtask<String> name = scope.fork(() -> RunContext.currentRun().map(Run::name).orElse("none"));
        Subtask<String> below = scope.fork(() -> inner.invoke(text));
        scope.join();
        return name.get() + ", " + below.get();
      }
    });
    System.out.println(outer.invoke("tea", config));
    System.out.println(RunContext.currentRun().isPresent());
  }
}

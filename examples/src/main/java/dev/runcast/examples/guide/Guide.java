package dev.runcast.examples.guide;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.PrintStream;

/** The four programs of LangChain's guide to custom callback events. */
public final class Guide {
    private final PrintStream out;

    public Guide(PrintStream out) {
        this.out = out;
    }

    /** Runs the four programs one after the other. */
    public void run() {
        eventStream();
        configHandedOn();
        asynchronousHandler();
        synchronousHandler();
    }

    private void eventStream() {
        var foo = new FooRunnables(new Foo());
        try (EventStream events = foo.fooRunnable().streamEvents("hello world")) {
            for (StreamEvent event : events) {
                out.println(event.toJson());
            }
        }
    }

    private void configHandedOn() {
        var bar = new BarRunnables(new Bar());
        try (EventStream events = bar.barRunnable().streamEvents("hello world")) {
            for (StreamEvent event : events) {
                out.println(event.toJson());
            }
        }
    }

    private void asynchronousHandler() {
        var config = RunnableConfig.builder()
                .addHandler(new AsyncPrintingHandler(out))
                .tags("foo", "bar")
                .build();
        var foo = new FooRunnables(new Foo()).withConfig(config);
        out.println(foo.foo(1).toCompletableFuture().join());
    }

    private void synchronousHandler() {
        var config = RunnableConfig.builder()
                .addHandler(new PrintingHandler(out))
                .tags("foo", "bar")
                .build();
        var foo = new SyncFooRunnables(new SyncFoo()).withConfig(config);
        out.println(foo.foo(1));
    }
}

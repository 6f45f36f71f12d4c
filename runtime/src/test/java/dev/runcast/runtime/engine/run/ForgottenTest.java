package dev.runcast.runtime.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.fixtures.Application;
import dev.runcast.runtime.stream.EventStream;
import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An application that is deployed anew leaves nothing behind, though its streams were watched. */
class ForgottenTest {
    @Test
    void anApplicationThatClosedItsStreamsGoes() throws Exception {
        WeakReference<ClassLoader> application = Application.deployAndForget(Deployed.class);
        Application.awaitGone(application);
        assertThat(application.get()).isNull();
    }

    /** Reads streams of both kinds, and returns the thread that has watched them. */
    public static final class Deployed implements Callable<Thread> {
        @Override
        public Thread call() {
            TypedRunnable<String, String> work = TypedRunnable.of("work", (String input) -> input);
            try (EventStream events = work.streamEvents(
                            "x",
                            RunnableConfig.builder()
                                    .executor(task -> new Thread(task).start())
                                    .build());
                    Stream<String> chunks = work.stream("x")) {
                events.forEach(event -> {});
                chunks.forEach(chunk -> {});
                return Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("runcast-cleaner"))
                        .filter(thread -> thread.isAlive())
                        .findAny()
                        .orElseThrow();
            }
        }
    }
}

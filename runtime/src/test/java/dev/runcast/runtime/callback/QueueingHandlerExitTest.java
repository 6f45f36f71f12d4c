package dev.runcast.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.runcast.runtime.fixtures.Application;
import dev.runcast.runtime.fixtures.TestEvents;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What happens to events that wait when the JVM exits, tried with programs in JVMs of their own. */
class QueueingHandlerExitTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static void report(CallbackHandler handler, int events) {
        IntStream.range(0, events).forEach(i -> handler.onCustomEvent(TestEvents.custom(i)));
    }

    private static BackgroundHandler inBackground(CallbackHandler handler, Duration exitTimeout) {
        return CallbackHandler.inBackground(
                handler, BackgroundOptions.builder().exitTimeout(exitTimeout).build());
    }

    private final List<Process> processes = new CopyOnWriteArrayList<>();

    /** Ends what a test left behind that has run out of time, whose own thread may hang. */
    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    /** Runs a program, and returns what it prints and logs. */
    private List<String> run(Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        processes.add(process);
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as("status after %s", lines).isZero();
        return lines;
    }

    /** Ends with events that its handler gets to when the exit has begun. They take longer than an exit that does not wait. */
    static final class Flushed {
        public static void main(String[] arguments) {
            logWarnings();
            CountDownLatch exiting = new CountDownLatch(1);
            AtomicInteger handled = new AtomicInteger();
            BackgroundHandler background = inBackground(
                    CallbackHandler.onCustomEvents(event -> {
                        awaitUninterruptibly(exiting);
                        LockSupport.parkNanos(1_000_000);
                        if (handled.incrementAndGet() == 1000) {
                            System.out.println("handled 1000");
                        }
                    }),
                    LONG);
            report(background, 1000);
            Runtime.getRuntime().addShutdownHook(new Thread(exiting::countDown));
        }
    }

    @Test
    void whatWaitsIsHandledBeforeTheEnd() throws Exception {
        assertThat(run(Flushed.class)).containsExactly("handled 1000");
    }

    /** Ends while its handler never gets done with the first of its events, and reports another one when that was given up. */
    static final class Stuck {
        public static void main(String[] arguments) throws InterruptedException {
            logWarnings();
            CountDownLatch begun = new CountDownLatch(1);
            BackgroundHandler background = inBackground(
                    new CallbackHandler() {
                        @Override
                        public void onCustomEvent(CustomEvent event) {
                            begun.countDown();
                            awaitUninterruptibly(new CountDownLatch(1));
                        }

                        @Override
                        public String toString() {
                            return "stuck";
                        }
                    },
                    Duration.parse(arguments[0]));
            report(background, 1);
            begun.await();
            report(background, 999);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                while (background.droppedEvents() == 0) {
                    Thread.onSpinWait();
                }
                report(background, 1);
                System.out.println("dropped " + background.droppedEvents());
            }));
            System.exit(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.01S"})
    void whatIsLostWhenTheTimeRunsOutIsCountedAndLoggedAndLaterEventsAreDropped(String exitTimeout) throws Exception {
        assertThat(run(Stuck.class, exitTimeout))
                .containsExactlyInAnyOrder(
                        "WARN CallbackHandler - Handler stuck in the background was not done when the JVM exited."
                                + " Events lost: 1000 (droppedEvents() counts them). Make it faster, give it a longer"
                                + " exitTimeout, or close it before the program ends.",
                        "dropped 1001");
    }

    /** Reports its events when the exit has begun, and nothing waits for its handler but the hook that closes it. */
    static final class ClosingHook {
        public static void main(String[] arguments) {
            logWarnings();
            AtomicInteger handled = new AtomicInteger();
            BackgroundHandler background =
                    inBackground(CallbackHandler.onCustomEvents(event -> handled.incrementAndGet()), Duration.ZERO);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                report(background, 1000);
                background.close(LONG);
                System.out.println("handled " + handled + ", dropped " + background.droppedEvents());
            }));
        }
    }

    @Test
    void eventsOfAShutdownHookThatClosesTheHandlerAreHandled() throws Exception {
        assertThat(run(ClosingHook.class)).containsExactly("handled 1000, dropped 0");
    }

    @Test
    void anIdleHandlerThatIsForgottenHoldsNoClassLoader() throws Exception {
        WeakReference<ClassLoader> application = Application.deployAndForget(Deployed.class);
        Application.awaitGone(application);
        assertThat(application.get()).isNull();
    }

    /** Uses a handler, forgets it, and returns the handler's thread. */
    public static final class Deployed implements Callable<Thread> {
        @Override
        public Thread call() {
            CompletableFuture<Thread> thread = new CompletableFuture<>();
            report(
                    inBackground(
                            CallbackHandler.onCustomEvents(event -> thread.complete(Thread.currentThread())), LONG),
                    1);
            return thread.join();
        }
    }

    private static void logWarnings() {
        ((Logger) LoggerFactory.getLogger(CallbackHandler.class)).setLevel(Level.WARN);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException isNoReasonToStop) {
                // The exit interrupts a handler that it gives up.
            }
        }
    }
}

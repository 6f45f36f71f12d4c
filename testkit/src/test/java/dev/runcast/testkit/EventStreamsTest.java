package dev.runcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
    private static final String[] EVENTS = {
        "on_chain_start greet",
        "on_custom_event progress",
        "on_custom_event progress",
        "on_chain_start translate",
        "on_chain_end translate",
        "on_custom_event done",
        "on_chain_stream greet",
        "on_chain_end greet"
    };

    private static String line(StreamEvent event) {
        return event.event() + " " + event.name();
    }

    @Test
    void collectsAStream() {
        EventStream events = Greeter.GREET.streamEvents("Ada");
        assertThat(EventStreams.collect(events))
                .extracting(EventStreamsTest::line)
                .containsExactly(EVENTS);
    }

    @Test
    void collectsAPublisher() {
        assertThat(EventStreams.collect(Greeter.GREET.publishEvents("Ada")))
                .extracting(EventStreamsTest::line)
                .containsExactly(EVENTS);
    }

    @Test
    void throwsWhatTheRunFailedWith() {
        assertThatThrownBy(() -> EventStreams.collect(Greeter.FAIL.streamEvents("Bob")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nobody called Bob");
        assertThatThrownBy(() -> EventStreams.collect(Greeter.FAIL.publishEvents("Bob")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nobody called Bob");
        TypedRunnable<String, String> erring = TypedRunnable.of("erring", (String input) -> {
            throw new AssertionError("wrong");
        });
        assertThatThrownBy(() -> EventStreams.collect(erring.publishEvents("x")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void putsCheckedExceptionsIntoUncheckedOnes() {
        TypedRunnable<String, String> checked = TypedRunnable.of("checked", (String input) -> {
            throw new IOException("no paper");
        });
        assertThatThrownBy(() -> EventStreams.collect(checked.streamEvents("x")))
                .isInstanceOf(RunFailedException.class)
                .hasRootCauseMessage("no paper");
        assertThatThrownBy(() -> EventStreams.collect(checked.publishEvents("x")))
                .isInstanceOf(RunFailedException.class)
                .hasRootCauseMessage("no paper");
        Flow.Publisher<StreamEvent> failing = subscriber -> {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    subscriber.onError(new IOException("no ink"));
                }

                @Override
                public void cancel() {}
            });
        };
        assertThatThrownBy(() -> EventStreams.collect(failing))
                .isInstanceOf(RunFailedException.class)
                .hasRootCauseMessage("no ink");
    }

    @Test
    void cancelsAPublisherWhenItIsInterrupted() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Flow.Publisher<StreamEvent> silent = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        });
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> EventStreams.collect(silent)).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(cancelled).isTrue();
    }
}

package dev.runcast.testkit;

/**
 * Assertions on what was emitted to a {@link RecordingEventSink}.
 *
 * @since 0.1
 */
public final class SinkAssert extends AbstractEventsAssert<SinkAssert, RecordingEventSink> {
    SinkAssert(RecordingEventSink sink) {
        super(sink, SinkAssert.class);
    }

    @Override
    String subject() {
        return "the tested code";
    }

    @Override
    Emissions emissions() {
        return actual.emissions();
    }

    @Override
    String recorded() {
        return actual.toString();
    }
}

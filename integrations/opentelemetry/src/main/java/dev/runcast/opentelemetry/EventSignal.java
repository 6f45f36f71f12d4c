package dev.runcast.opentelemetry;

/**
 * As what OpenTelemetry is told of custom events and exceptions.
 *
 * @since 0.1
 */
public enum EventSignal {
    /**
     * As log records that belong to the span of their run. They are sent when they happen, in any number, and need a log pipeline. Tools
     * that take traces only do not show them.
     */
    LOGS,

    /**
     * As events of the span of their run, which all tools that show traces know. They are sent when the span ends. The SDK keeps the first
     * 128 of a span unless its limits say otherwise.
     */
    SPAN_EVENTS,

    /** As both. Tools that take logs and traces show each event twice. */
    BOTH
}

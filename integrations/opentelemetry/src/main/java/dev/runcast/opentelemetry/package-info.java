/** Runs as OpenTelemetry's spans, and custom events as its log-based events. */
@NullMarked
package dev.runcast.opentelemetry;

import org.jspecify.annotations.NullMarked;

/** Runs as OpenTelemetry spans, and custom events as OpenTelemetry events. */
@NullMarked
package dev.runcast.opentelemetry;

import org.jspecify.annotations.NullMarked;

/** Runs as OpenTelemetry spans, and custom events as their events or as log records. */
@NullMarked
package dev.runcast.opentelemetry;

import org.jspecify.annotations.NullMarked;

/** Describes what the server answers, as OpenAPI. */
@NullMarked
package dev.runcast.server.internal.openapi;

import org.jspecify.annotations.NullMarked;

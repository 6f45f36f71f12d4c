/**
 * What needs JUnit Jupiter: strict mode for tests, and tests for handlers.
 *
 * <pre>{@code
 * @StrictMode // fails a test for scopes and streams that it leaves open, and for runs that have lost their parent
 * class ResearchTest {
 *   …
 * }
 * }</pre>
 *
 * <p>{@link dev.runcast.testkit.junit.CallbackHandlerContract} and {@link dev.runcast.testkit.junit.AsyncCallbackHandlerContract} are
 * tests that every handler is to stand.
 */
@NullMarked
package dev.runcast.testkit.junit;

import org.jspecify.annotations.NullMarked;

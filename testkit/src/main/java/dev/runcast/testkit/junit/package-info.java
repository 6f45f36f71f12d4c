/** What needs JUnit Jupiter: strict mode for tests, and tests for handlers. */
@NullMarked
package dev.runcast.testkit.junit;

import org.jspecify.annotations.NullMarked;

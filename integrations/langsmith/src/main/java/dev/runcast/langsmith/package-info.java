/** Runs and custom events in LangSmith. */
@NullMarked
package dev.runcast.langsmith;

import org.jspecify.annotations.NullMarked;

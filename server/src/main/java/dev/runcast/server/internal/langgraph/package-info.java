/** The runs API of LangGraph: runs in threads, whose streams of events can be resumed. */
@NullMarked
package dev.runcast.server.internal.langgraph;

import org.jspecify.annotations.NullMarked;

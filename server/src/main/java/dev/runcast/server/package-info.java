/**
 * Serves runnables over HTTP and server-sent events.
 *
 * <pre>{@code
 * RunnableServer server = RunnableServer.builder()
 *     .mount("/research", research.researchRunnable())
 *     .start();
 * System.out.println(server.uri()); // http://127.0.0.1:8000
 * }</pre>
 *
 * <p>Start with {@link dev.runcast.server.RunnableServer}. {@link dev.runcast.server.ServerLimits} bound what clients may take, and an
 * {@link dev.runcast.server.Authenticator} says who they are. The clients of LangServe, LangGraph and AG-UI, in Python and in JavaScript,
 * speak with it unchanged.
 */
@NullMarked
package dev.runcast.server;

import org.jspecify.annotations.NullMarked;

/**
 * Runcast for Spring AI. Models call runnables as tools. Calls of chat clients, models and tools are runs.
 *
 * <p>{@link dev.runcast.spring.ai.RunnableTools} makes tools, {@link dev.runcast.spring.ai.RunAdvisors} makes runs of calls, and
 * {@link dev.runcast.spring.ai.RunnableConfigs} hands a config to a call.
 */
@NullMarked
package dev.runcast.spring.ai;

import org.jspecify.annotations.NullMarked;

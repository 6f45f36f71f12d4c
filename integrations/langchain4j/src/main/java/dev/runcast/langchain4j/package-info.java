/**
 * Runcast for LangChain4j. Models call runnables as tools. Calls of models and tools are runs.
 *
 * <p>{@link dev.runcast.langchain4j.RunnableTools} makes tools, {@link dev.runcast.langchain4j.RunnableConfigs} carries the config to
 * them, {@link dev.runcast.langchain4j.RunChatModelListener} and {@link dev.runcast.langchain4j.ObservedStreamingChatModel} make
 * runs of model calls.
 */
@NullMarked
package dev.runcast.langchain4j;

import org.jspecify.annotations.NullMarked;

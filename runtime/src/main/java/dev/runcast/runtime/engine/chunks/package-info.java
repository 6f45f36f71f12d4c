/**
 * Outputs that are made bit by bit. {@link dev.runcast.runtime.engine.chunks.Chunks} are asked for one by one.
 *
 * <p>{@link dev.runcast.runtime.engine.chunks.RunChunks} is a run as chunks: the one state machine that starts it, reports its chunks and
 * ends it. Where those come from is another class for each way to make chunks:
 *
 * <table>
 * <caption>Ways to make chunks</caption>
 * <tr><td>{@code SingleChunk}</td><td>a value that is there already</td></tr>
 * <tr><td>{@code StageChunk}</td><td>the value of a stage</td></tr>
 * <tr><td>{@code CalledChunk}</td><td>the result of a call, made when it is asked for</td></tr>
 * <tr><td>{@code ElementChunks}</td><td>the elements of a stream</td></tr>
 * <tr><td>{@code PublishedChunks}</td><td>what a publisher publishes</td></tr>
 * <tr><td>{@code HandedChunks}</td><td>what a body emits into a sink, on another thread</td></tr>
 * <tr><td>{@code ConcurrentChunks}</td><td>the chunks of several branches, as they come</td></tr>
 * <tr><td>{@code PeekedChunks}</td><td>chunks whose first is there</td></tr>
 * <tr><td>{@code InputChunks}</td><td>the input of a run, added up as it is taken</td></tr>
 * <tr><td>{@code SharedChunks}</td><td>chunks that several readers take</td></tr>
 * </table>
 *
 * <p>{@code ChunkSum} adds chunks up to an output. {@code Handoff} hands chunks from thread to thread. {@code ReadStream},
 * {@code RunSink} and {@code RunPublisher} give the chunks of a run to a program: as a stream, to a consumer, to subscribers.
 */
@NullMarked
package dev.runcast.runtime.engine.chunks;

import org.jspecify.annotations.NullMarked;

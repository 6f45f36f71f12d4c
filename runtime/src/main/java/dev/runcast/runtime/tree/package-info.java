/**
 * Runs as trees, for tests, logs and a look at what happened.
 *
 * <pre>{@code
 * RunTreeRecorder recorder = new RunTreeRecorder();
 * research.withConfig(RunnableConfig.builder().addHandler(recorder).build()).research("tea");
 * recorder.roots().forEach(tree -> System.out.println(tree.toText()));
 * }</pre>
 *
 * <p>prints
 *
 * <pre>
 * research, 3 ms, succeeded
 * ├─ · progress {"step":1,"total":2,"note":"searching"}
 * ├─ · progress {"step":2,"total":2,"note":"writing"}
 * └─ · done
 * </pre>
 *
 * <p>The JSON of a tree has the shape of the runs that the tracers of <a href="https://www.langchain.com/">LangChain</a> collect.
 */
@NullMarked
package dev.runcast.runtime.tree;

import org.jspecify.annotations.NullMarked;

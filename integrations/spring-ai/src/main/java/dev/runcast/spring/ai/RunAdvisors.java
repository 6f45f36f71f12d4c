package dev.runcast.spring.ai;

import java.util.List;
import org.springframework.ai.chat.client.advisor.api.Advisor;

/**
 * Makes runs of what a {@link org.springframework.ai.chat.client.ChatClient} does, whether it is asked by {@code call()} or by
 * {@code stream()}:
 *
 * <pre>{@code
 * ChatClient client = ChatClient.builder(model).defaultAdvisors(RunAdvisors.all()).build();
 * }</pre>
 *
 * <p>A call of the client is a run of the name {@code chat_client}. Its input is the text of the user's message, its chunks and its output are
 * the text of the answer. Below it are
 *
 * <ul>
 *   <li>a run of the type {@code CHAT_MODEL} for each call of the model, with the name of the model. Its input is
 *       {@code {"messages": [[…]]}}, its chunks and its output are the answer, in the JSON of LangChain's messages, with the token usage and the
 *       finish reason.
 *   <li>a run of the type {@code TOOL} for each call of a tool, be it one of {@link RunnableTools} or any other. Inside others the run is
 *       current, so that they can emit events by {@link dev.runcast.runtime.CustomEvents}.
 * </ul>
 *
 * <p>The parent of the client's run is the run of the config that {@link RunnableConfigs} put into the tool context. Without one it is the
 * run in the context of a stream's subscriber, which a {@code @Runnable} method that returns the stream puts there. Without that it is
 * the current run of the thread.
 *
 * <p>A stream's run starts when it is subscribed to. Cancelling the subscription cancels it and the runs below it. Subscribe once, as to every
 * stream of a chat client: its advisors are used up by then.
 *
 * @since 0.1
 */
public final class RunAdvisors {
    private static final List<Advisor> ALL = List.of(new ClientRunAdvisor(), new ModelRunAdvisor());

    private RunAdvisors() {}

    /** Returns the advisors: one around all others, and one around the model. They are stateless. Any number of clients may use them. */
    public static List<Advisor> all() {
        return ALL;
    }
}

package dev.runcast.spring.ai;

import dev.runcast.context.propagation.RunContextAccessor;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.context.RunContext;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/** Makes each call of a chat client a run, which is the parent of the runs of its models and tools. */
final class ClientRunAdvisor implements CallAdvisor, StreamAdvisor {
    private static final RunnableDescriptor DESCRIPTOR = RunnableDescriptor.builder("chat_client")
            .input(String.class)
            .output(String.class)
            .build();

    @Override
    public String getName() {
        return "Run of the chat client";
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
        ManualRun run = start(request);
        try {
            ChatClientResponse response = run.context()
                    .wrapSupplier(() -> chain.nextCall(inside(run, request)))
                    .get();
            run.end(Messages.text(response.chatResponse()));
            return response;
        } catch (RuntimeException | Error failure) {
            run.fail(failure);
            throw failure;
        }
    }

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        return Flux.deferContextual(subscriber -> {
            RunContext parent =
                    subscriber.<RunContext>getOrEmpty(RunContextAccessor.KEY).orElseGet(RunContext::capture);
            ManualRun run = parent.wrapSupplier(() -> start(request)).get();
            StringBuilder answer = new StringBuilder();
            AtomicBoolean isCancelled = new AtomicBoolean();
            return chain.nextStream(inside(run, request))
                    .doOnNext(response -> {
                        String piece = Messages.text(response.chatResponse());
                        if (!piece.isEmpty()) {
                            run.chunk(piece);
                            answer.append(piece);
                        }
                    })
                    .doOnComplete(() -> run.end(answer.toString()))
                    .doOnError(error -> run.fail(isCancelled.get() ? cancellation() : error))
                    .doFinally(signal -> {
                        if (signal == SignalType.CANCEL) { // and only now, when what is below it has been cancelled
                            run.fail(cancellation());
                        }
                    })
                    .doOnCancel(() -> isCancelled.set(true)) // before a tool is interrupted, and fails
                    .contextWrite(context -> context.put(RunContextAccessor.KEY, run.context()));
        });
    }

    private static CancellationException cancellation() {
        return new CancellationException("The call of the chat client was cancelled.");
    }

    private static ManualRun start(ChatClientRequest request) {
        RunnableConfig config = request.prompt().getOptions() instanceof ToolCallingChatOptions options
                ? RunnableConfigs.from(options.getToolContext())
                : RunnableConfig.empty();
        return ManualRun.start(DESCRIPTOR, request.prompt().getUserMessage().getText(), config);
    }

    /** Returns the request whose models and tools find the run. */
    private static ChatClientRequest inside(ManualRun run, ChatClientRequest request) {
        return ChatClientRequest.builder()
                .prompt(inside(run, request.prompt()))
                .context(request.context())
                .context(RunnableConfigs.KEY, run.config())
                .build();
    }

    private static Prompt inside(ManualRun run, Prompt prompt) {
        if (!(prompt.getOptions() instanceof ToolCallingChatOptions options)) {
            return prompt;
        }
        ToolCallingChatOptions observed = options.mutate()
                .toolCallbacks(observed(options.getToolCallbacks()))
                .toolContext(RunnableConfigs.KEY, run.config())
                .build();
        return new Prompt(prompt.getInstructions(), observed);
    }

    /** Leaves alone what is a run already. */
    private static @Nullable List<ToolCallback> observed(@Nullable List<ToolCallback> tools) {
        return tools == null
                ? null
                : tools.stream()
                        .map(tool -> tool instanceof RunnableTool ? tool : new ObservedTool(tool))
                        .toList();
    }
}

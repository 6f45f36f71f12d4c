package dev.runcast.spring.ai;

import dev.runcast.annotations.RunType;
import dev.runcast.runtime.ManualRun;
import dev.runcast.runtime.RunnableDescriptor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.springframework.ai.chat.client.ChatClientMessageAggregator;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.CallAdvisor;
import org.springframework.ai.chat.client.advisor.api.CallAdvisorChain;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;

/** Makes each call of the model a run. Its input, chunks and output are in the JSON of LangChain. */
final class ModelRunAdvisor implements CallAdvisor, StreamAdvisor {
    @Override
    public String getName() {
        return "Run of the model";
    }

    /** Returns the last place before the model. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public ChatClientResponse adviseCall(ChatClientRequest request, CallAdvisorChain chain) {
        ManualRun run = start(request);
        try {
            ChatClientResponse response = chain.nextCall(request);
            end(run, response);
            return response;
        } catch (RuntimeException | Error failure) {
            run.fail(failure);
            throw failure;
        }
    }

    @Override
    public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
        return Flux.defer(() -> {
            ManualRun run = start(request);
            Flux<ChatClientResponse> pieces = chain.nextStream(request)
                    .doOnNext(piece -> run.chunk(Messages.chunk(piece.chatResponse(), messageId(run))));
            return new ChatClientMessageAggregator()
                    .aggregateChatClientResponse(pieces, response -> end(run, response))
                    .doOnError(run::fail)
                    .doOnCancel(() -> run.fail(new CancellationException("The call of the model was cancelled.")));
        });
    }

    private static ManualRun start(ChatClientRequest request) {
        ChatOptions options = Objects.requireNonNullElseGet(
                request.prompt().getOptions(), () -> ChatOptions.builder().build());
        RunnableDescriptor.Builder descriptor = RunnableDescriptor.builder(
                        Objects.requireNonNullElse(options.getModel(), "chat_model"))
                .type(RunType.CHAT_MODEL)
                .input(List.class)
                .metadata("ls_model_type", "chat");
        if (options.getModel() != null) {
            descriptor.metadata("ls_model_name", options.getModel());
        }
        if (options.getTemperature() != null) {
            descriptor.metadata("ls_temperature", options.getTemperature());
        }
        if (options.getMaxTokens() != null) {
            descriptor.metadata("ls_max_tokens", options.getMaxTokens());
        }
        return ManualRun.start(
                descriptor.build(),
                Messages.of(request.prompt().getInstructions()),
                RunnableConfigs.from(request.context()));
    }

    private static void end(ManualRun run, ChatClientResponse response) {
        run.end(Messages.answer(response.chatResponse(), messageId(run)));
    }

    /** Returns what LangChain calls a message whose model gives it no id. */
    private static String messageId(ManualRun run) {
        return "lc_run--" + run.run().id();
    }
}

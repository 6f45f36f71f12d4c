package dev.runcast.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.runcast.runtime.context.RunContext;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Reports what a model answers as what happens in its run, and hands it on in the context of the caller. */
final class ObservedResponseHandler implements StreamingChatResponseHandler {
    private final StreamingChatResponseHandler handler;
    private final ModelRun run;
    private final RunContext caller;

    ObservedResponseHandler(StreamingChatResponseHandler handler, ModelRun run, RunContext caller) {
        this.handler = handler;
        this.run = run;
        this.caller = caller;
    }

    private void handOn(Runnable call) {
        caller.wrap(call).run();
    }

    /** Reports a piece. Where a handler throws, nobody wants more of the answer. */
    private void report(Runnable report, StreamingHandle stream) {
        try {
            report.run();
        } catch (RuntimeException unwanted) {
            stream.cancel();
            run.fail(unwanted);
            throw unwanted;
        }
    }

    @Override
    public void onPartialResponse(String piece) {
        run.text(piece);
        handOn(() -> handler.onPartialResponse(piece));
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        StreamingHandle stream = new EndingHandle(context.streamingHandle());
        report(() -> run.text(piece.text()), stream);
        handOn(() -> handler.onPartialResponse(piece, new PartialResponseContext(stream)));
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
        run.thinking(piece.text());
        handOn(() -> handler.onPartialThinking(piece));
    }

    @Override
    public void onPartialThinking(PartialThinking piece, PartialThinkingContext context) {
        StreamingHandle stream = new EndingHandle(context.streamingHandle());
        report(() -> run.thinking(piece.text()), stream);
        handOn(() -> handler.onPartialThinking(piece, new PartialThinkingContext(stream)));
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece) {
        run.toolCall(piece);
        handOn(() -> handler.onPartialToolCall(piece));
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece, PartialToolCallContext context) {
        StreamingHandle stream = new EndingHandle(context.streamingHandle());
        report(() -> run.toolCall(piece), stream);
        handOn(() -> handler.onPartialToolCall(piece, new PartialToolCallContext(stream)));
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        ToolCallers.remember(List.of(call.toolExecutionRequest()), caller);
        handOn(() -> handler.onCompleteToolCall(call));
    }

    @Override
    public void onUnmappedRawEvent(Object event) {
        handOn(() -> handler.onUnmappedRawEvent(event));
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        run.end(response);
        ToolCallers.remember(response.aiMessage().toolExecutionRequests(), caller);
        handOn(() -> handler.onCompleteResponse(response));
    }

    @Override
    public void onError(Throwable error) {
        run.fail(error);
        handOn(() -> handler.onError(error));
    }

    /** Ends the run when the answer is cancelled, of which the model says nothing more. */
    private final class EndingHandle implements StreamingHandle {
        private final StreamingHandle stream;

        EndingHandle(StreamingHandle stream) {
            this.stream = stream;
        }

        @Override
        public void cancel() {
            stream.cancel();
            run.fail(new CancellationException("The call of the model was cancelled."));
        }

        @Override
        public boolean isCancelled() {
            return stream.isCancelled();
        }
    }
}

package dev.runcast.reactor.codegen;

import dev.runcast.runtime.context.RunContext;
import java.util.concurrent.CompletableFuture;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * What a {@code Mono} emits, or null if it is empty. It is subscribed to in the run that is current when this is created; cancelling
 * it cancels the subscription first, so that what the program says then is said in the run.
 */
final class SubscribedFuture<T> extends CompletableFuture<T> {
    private final RunContext run = RunContext.capture();
    private final Disposable subscription;

    SubscribedFuture(Mono<? extends T> output, ContextView subscriber) {
        subscription = output.subscribe(
                this::complete,
                this::completeExceptionally,
                () -> complete(null),
                ReactorMethod.contextOfRun(subscriber));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        run.wrap(subscription::dispose).run();
        return super.cancel(mayInterruptIfRunning);
    }
}

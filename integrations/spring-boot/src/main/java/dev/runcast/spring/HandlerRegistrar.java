package dev.runcast.spring;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Has the handlers among the beans hear of all runs, in their order, from when all beans are made until they are about to be
 * destroyed: it starts before whatever else starts, and stops after it. While Spring pauses the context, they hear of nothing.
 */
final class HandlerRegistrar implements SmartLifecycle {
    private final ObjectProvider<CallbackHandler> handlers;
    private volatile List<GlobalCallbacks.Registration> registrations = List.of();
    private volatile boolean running;

    HandlerRegistrar(ObjectProvider<CallbackHandler> handlers) {
        this.handlers = handlers;
    }

    /** Registers the handlers, but for those that are registered already, as by the program or by a parent context. */
    @Override
    public void start() {
        registrations = handlers.orderedStream()
                .filter(handler -> !GlobalCallbacks.handlers().contains(handler))
                .map(GlobalCallbacks::register)
                .toList();
        running = true;
    }

    @Override
    public void stop() {
        registrations.forEach(GlobalCallbacks.Registration::close);
        registrations = List.of();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}

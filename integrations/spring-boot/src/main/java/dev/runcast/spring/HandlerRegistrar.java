package dev.runcast.spring;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Has the handlers among the beans hear of the runs of the application and of runs without an owner, in their order, from when all
 * beans are made until they are about to be destroyed: it starts before whatever else starts, and stops after it. While Spring pauses
 * the context, they hear of nothing.
 */
final class HandlerRegistrar implements SmartLifecycle, DisposableBean {
    private final ObjectProvider<CallbackHandler> handlers;
    private final ApplicationContext context;
    private volatile List<GlobalCallbacks.Registration> registrations = List.of();
    private volatile boolean running;

    HandlerRegistrar(ObjectProvider<CallbackHandler> handlers, ApplicationContext context) {
        this.handlers = handlers;
        this.context = context;
    }

    /** Registers the handlers, but for those that are registered already, as by the program or by a parent context. */
    @Override
    public void start() {
        Object owner = RunOwner.of(context);
        registrations = handlers.orderedStream()
                .filter(handler -> !GlobalCallbacks.handlers().contains(handler))
                .map(handler -> GlobalCallbacks.register(handler, owner))
                .toList();
        running = true;
    }

    /** Removes its own handlers, one by one: those of other contexts of the application have the same owner. */
    @Override
    public void stop() {
        registrations.forEach(GlobalCallbacks.Registration::close);
        registrations = List.of();
        running = false;
    }

    /** Removes what the program has registered with the context as the owner. Who pauses the context keeps it. */
    @Override
    public void destroy() {
        GlobalCallbacks.unregister(context);
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

package dev.runcast.spring;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.TaskDecorator;

/**
 * Has the handlers among the beans hear of the runs of the application and of runs without an owner, in their order, from when all
 * beans are made until they are about to be destroyed: it starts before whatever else starts, and stops after it. While Spring pauses
 * the context, they hear of nothing. The application's task decorators are called for the same time.
 */
final class HandlerRegistrar implements SmartLifecycle, DisposableBean {
    private final ObjectProvider<CallbackHandler> handlers;
    private final ObjectProvider<TaskDecorator> decorators;
    private final ApplicationContext context;
    private volatile List<GlobalCallbacks.Registration> registrations = List.of();
    private volatile boolean running;

    HandlerRegistrar(
            ObjectProvider<CallbackHandler> handlers,
            ObjectProvider<TaskDecorator> decorators,
            ApplicationContext context) {
        this.handlers = handlers;
        this.decorators = decorators;
        this.context = context;
    }

    /** Registers the handlers, but for those that are registered already, as by the program or by a parent context. */
    @Override
    public void start() {
        Object owner = RunOwner.of(context);
        registrations = Stream.concat(decoratedTasks(), handlers.orderedStream())
                .filter(handler -> !GlobalCallbacks.handlers().contains(handler))
                .map(handler -> GlobalCallbacks.register(handler, owner))
                .toList();
        running = true;
    }

    /** Returns what decorates tasks of runs, if the application has decorators of its own. Runcast carries the current run itself. */
    private Stream<CallbackHandler> decoratedTasks() {
        List<TaskDecorator> own = decorators
                .orderedStream()
                .filter(decorator -> !(decorator instanceof RunTaskDecorator))
                .toList();
        return own.isEmpty() ? Stream.empty() : Stream.of(new DecoratedTasks(own));
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

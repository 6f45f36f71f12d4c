package dev.runcast.runtime.inheritance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.AsyncCallbackHandler;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.CallbackManager;
import dev.runcast.runtime.callback.CustomEvent;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.callback.RunEvent;
import dev.runcast.runtime.context.RunContext;
import dev.runcast.runtime.fixtures.AsyncRecorder;
import dev.runcast.runtime.fixtures.Recorder;
import dev.runcast.runtime.inheritance.RunTree.Added;
import dev.runcast.runtime.inheritance.RunTree.Call;
import dev.runcast.runtime.inheritance.RunTree.Edit;
import dev.runcast.runtime.inheritance.RunTree.Emit;
import dev.runcast.runtime.inheritance.RunTree.Replacement;
import dev.runcast.runtime.inheritance.RunTree.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Runs random trees of runs, and compares all that handlers hear with a model made from the rules. */
class InheritancePropertyTest {
    private static final int TREES = 400;

    @Test
    void handlersHearWhatTheRulesSay() {
        for (long seed = 0; seed < TREES; seed++) {
            Call root = RunTree.ofSeed(seed);
            List<String> global = seed % 4 == 0 ? List.of("g0", "h1") : List.of();
            assertThat(new Program().run(root, global))
                    .as("seed %d: %s", seed, root)
                    .isEqualTo(new RunTreeModel(global).run(root));
        }
    }

    /** One tree, really run. */
    private static final class Program {
        private static final class RunFailure extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        private final Map<UUID, String> names = new ConcurrentHashMap<>();
        private final Map<String, CallbackHandler> handlers = new HashMap<>();
        private final Map<String, AsyncCallbackHandler> asyncHandlers = new HashMap<>();

        /** The configs of the runs that are going on, the root's first. */
        private final List<RunnableConfig> configs = Collections.synchronizedList(new ArrayList<>());

        List<String> run(Call root, List<String> global) {
            List<GlobalCallbacks.Registration> registrations = new ArrayList<>();
            try {
                global.forEach(handler -> registrations.add(GlobalCallbacks.register(handler(handler))));
                call(root);
            } finally {
                registrations.forEach(GlobalCallbacks.Registration::close);
            }
            return List.copyOf(heard);
        }

        private CallbackHandler handler(String name) {
            return handlers.computeIfAbsent(name, key -> new Recorder() {
                @Override
                protected void record(RunEvent event) {
                    hear(key, event);
                }
            });
        }

        private AsyncCallbackHandler asyncHandler(String name) {
            return asyncHandlers.computeIfAbsent(
                    name,
                    key -> new AsyncRecorder(event -> {
                        hear(key, event);
                        return CompletableFuture.completedStage(null);
                    }));
        }

        private void hear(String handler, RunEvent event) {
            String what = event instanceof CustomEvent custom
                    ? custom.name()
                    : event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            List<String> path = new ArrayList<>();
            event.run().parentIds().forEach(id -> path.add(names.get(id)));
            path.add(event.run().name());
            heard.add(RunTreeModel.line(handler, what, path, event.tags(), event.metadata()));
            if (!(event instanceof CustomEvent)) {
                assertThat(event.tags()).isEqualTo(event.run().tags());
                assertThat(event.metadata()).isEqualTo(event.run().metadata());
            }
        }

        private void call(Call call) {
            TypedRunnable<String, String> runnable = runnable(call);
            if (call.bound() != null) {
                runnable = runnable.withConfig(
                        add(RunnableConfig.builder(), call.bound()).build());
            }
            TypedRunnable<String, String> called = runnable;
            RunnableConfig config = config(call, usesConfig(call), call.replacement());
            boolean async = call.way() == RunTree.Way.ASYNC;
            perform(call, () -> {
                try {
                    if (async) {
                        called.invokeAsync("in", config).join();
                    } else {
                        called.invoke("in", config);
                    }
                    assertThat(call.fails()).isFalse();
                } catch (RunFailure expected) {
                    assertThat(call.fails()).isTrue();
                } catch (CompletionException expected) {
                    assertThat(call.fails()).isTrue();
                    assertThat(expected).hasCauseInstanceOf(RunFailure.class);
                }
            });
        }

        private TypedRunnable<String, String> runnable(Call call) {
            RunnableDescriptor.Builder descriptor =
                    RunnableDescriptor.builder(call.run()).tags(call.ownTags().toArray(String[]::new));
            call.ownMetadata().forEach(descriptor::metadata);
            return call.async()
                    ? TypedRunnable.ofAsync(descriptor.build(), (String input, RunnableConfig config) -> {
                        body(call, config);
                        return call.fails()
                                ? CompletableFuture.failedFuture(new RunFailure())
                                : CompletableFuture.completedFuture(input);
                    })
                    : TypedRunnable.ofConfigured(descriptor.build(), (String input, RunnableConfig config) -> {
                        body(call, config);
                        if (call.fails()) {
                            throw new RunFailure();
                        }
                        return input;
                    });
        }

        private void body(Call call, RunnableConfig config) {
            Run run = RunContext.currentRun().orElseThrow();
            names.put(run.id(), run.name());
            configs.add(config);
            for (Step step : call.steps()) {
                if (step instanceof Call child) {
                    call(child);
                } else if (step instanceof Emit emit) {
                    emit(emit);
                }
            }
            configs.remove(configs.size() - 1);
        }

        private void emit(Emit emit) {
            boolean async = emit.way() == RunTree.Way.ASYNC;
            RunnableConfig config = config(emit, usesConfig(emit) || async, null);
            perform(emit, () -> {
                if (async) {
                    CustomEvents.dispatchAsync(emit.event(), 1, config)
                            .toCompletableFuture()
                            .join();
                } else {
                    CustomEvents.dispatch(emit.event(), 1, config);
                }
            });
        }

        private static boolean usesConfig(Step step) {
            return step.way() == RunTree.Way.CONFIG || step.way() == RunTree.Way.CONFIG_ON_ANOTHER_THREAD;
        }

        private RunnableConfig config(Step step, boolean ofRun, @Nullable Replacement replacement) {
            RunnableConfig run = configs.isEmpty()
                    ? RunnableConfig.empty()
                    : configs.get(configs.size() - 1 - (ofRun ? step.up() : 0));
            RunnableConfig.Builder builder = ofRun && !configs.isEmpty() ? run.toBuilder() : RunnableConfig.builder();
            if (replacement != null) {
                CallbackManager manager = replacement.cutOff()
                        ? RunContext.empty().callbacks()
                        : run.callbacks().orElseThrow();
                for (Edit edit : replacement.edits()) {
                    manager = apply(edit, manager);
                }
                builder.replaceCallbacks(manager);
            }
            return add(builder, step.added()).build();
        }

        private RunnableConfig.Builder add(RunnableConfig.Builder builder, Added added) {
            for (String handler : added.handlers()) {
                if (RunTreeModel.isAsync(handler)) {
                    builder.addHandler(asyncHandler(handler));
                } else {
                    builder.addHandler(handler(handler));
                }
            }
            return builder.tags(added.tags()).metadata(added.metadata());
        }

        private CallbackManager apply(Edit edit, CallbackManager manager) {
            String name = edit.handler();
            boolean async = RunTreeModel.isAsync(name);
            return switch (edit.kind()) {
                case HANDLER -> async ? manager.withHandler(asyncHandler(name)) : manager.withHandler(handler(name));
                case LOCAL_HANDLER ->
                    async ? manager.withLocalHandler(asyncHandler(name)) : manager.withLocalHandler(handler(name));
                case WITHOUT_HANDLER ->
                    async ? manager.withoutHandler(asyncHandler(name)) : manager.withoutHandler(handler(name));
                case TAGS -> manager.withTags(edit.tags());
                case LOCAL_TAGS -> manager.withLocalTags(edit.tags());
                case WITHOUT_TAGS -> manager.withoutTags(edit.tags());
                case METADATA -> manager.withMetadata(edit.metadata());
                case LOCAL_METADATA -> manager.withLocalMetadata(edit.metadata());
            };
        }

        /** Does it on this thread or on another one, and returns when it is done. */
        private static void perform(Step step, Runnable task) {
            switch (step.way()) {
                case AMBIENT, ASYNC, CONFIG -> task.run();
                case AMBIENT_CARRIED -> onAnotherThread(RunContext.capture().wrap(task));
                case CONFIG_ON_ANOTHER_THREAD -> onAnotherThread(task);
            }
        }

        private static void onAnotherThread(Runnable task) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            new Thread(() -> {
                        try {
                            task.run();
                            done.complete(null);
                        } catch (Throwable failure) {
                            done.completeExceptionally(failure);
                        }
                    })
                    .start();
            done.join();
        }
    }
}

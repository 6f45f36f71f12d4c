package dev.runcast.context.propagation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.Run;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.context.RunContext;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** That runs have what the library's accessors find on the thread that starts them. */
class SnapshotCarrierTest {
    private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

    private final ExecutorService threads = Executors.newSingleThreadExecutor();
    private final RunnableConfig config =
            RunnableConfig.builder().executor(threads).build();

    private final TypedRunnable<String, String> seen = TypedRunnable.of(
            "seen",
            (String x) -> String.join(
                    " ",
                    RunContext.currentRun().map(Run::name).orElseThrow(),
                    RunContext.currentRun().flatMap(Run::parent).map(Run::name).orElse("root"),
                    TENANT.get(),
                    MDC.get("request")));

    @BeforeEach
    void enter() {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor("tenant", TENANT)
                .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
        TENANT.set("acme");
        MDC.put("request", "r-17");
    }

    @AfterEach
    void leave() {
        threads.shutdownNow();
        MDC.clear();
        TENANT.remove();
        ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
        ContextRegistry.getInstance().removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
    }

    @Test
    void carriesWhatTheLibraryKnows() throws Exception {
        assertThat(seen.invokeAsync("x", config).join()).isEqualTo("seen root acme r-17");
        assertThat(threads.submit(() -> TENANT.get() + " " + MDC.get("request")).get())
                .as("what is left on the thread")
                .isEqualTo("null null");
    }

    @Test
    void leavesTheCurrentRunToRuncast() {
        TypedRunnable<String, List<String>> outer =
                TypedRunnable.of("outer", (String x) -> seen.batch(List.of("a", "b"), config));
        assertThat(outer.invoke("x")).containsOnly("seen outer acme r-17");
    }
}

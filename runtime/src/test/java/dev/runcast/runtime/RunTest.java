package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.context.RunContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RunTest {
    private static Run run(RunnableConfig config) {
        return TypedRunnable.of(
                        "work", (String input) -> RunContext.currentRun().orElseThrow())
                .invoke("x", config);
    }

    private static void waitForTheNextMillisecond() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() <= now + 1) {
            Thread.onSpinWait();
        }
    }

    @Test
    void idsAreUuidsOfVersion7WithTheTimeOfTheStart() {
        Run run = run(RunnableConfig.empty());
        waitForTheNextMillisecond();
        UUID id = run.id();
        assertThat(id.version()).isEqualTo(7);
        assertThat(Run.newId().version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(run.startTime().toEpochMilli());
    }

    @Test
    void idsStayTheSame() {
        Run run = run(RunnableConfig.empty());
        assertThat(run.id()).isSameAs(run.id());
        assertThat(run.parentIds()).isSameAs(run.parentIds());
    }

    @RepeatedTest(20)
    void idsStayTheSameWhenSeveralThreadsReadThemFirst() throws InterruptedException {
        Run run = run(RunnableConfig.empty());
        Set<UUID> ids = ConcurrentHashMap.newKeySet();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread reader = new Thread(() -> {
                try {
                    go.await();
                    ids.add(run.id());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
            reader.start();
            readers.add(reader);
        }
        go.countDown();
        for (Thread reader : readers) {
            reader.join();
        }
        assertThat(ids).hasSize(1);
    }

    @Test
    void aParentsIdSortsBeforeThatOfARunThatStartsLaterEvenWhenItIsReadLater() {
        List<Run> runs = new ArrayList<>();
        RunnableConfig heard =
                RunnableConfig.builder().addHandler(new CallbackHandler() {}).build();
        TypedRunnable.of("outer", (String input) -> {
                    runs.add(RunContext.currentRun().orElseThrow());
                    waitForTheNextMillisecond();
                    runs.add(run(RunnableConfig.empty()));
                    return input;
                })
                .invoke("x", heard);
        String child = runs.get(1).id().toString();
        String parent = runs.get(0).id().toString();
        assertThat(parent).isLessThan(child);
        assertThat(runs.get(1).parentIds()).containsExactly(runs.get(0).id());
    }

    @Test
    void whereNobodyListensARunStartsWhenItIsAskedForThatAndNotBeforeItsParent() {
        List<Run> runs = new ArrayList<>();
        TypedRunnable.of("outer", (String input) -> {
                    runs.add(RunContext.currentRun().orElseThrow());
                    runs.add(run(RunnableConfig.empty()));
                    return input;
                })
                .invoke("x");
        Instant before = Instant.now();
        Instant child = runs.get(1).startTime();
        Instant parent = runs.get(0).startTime();
        assertThat(child).isAfterOrEqualTo(before).isEqualTo(runs.get(1).startTime());
        assertThat(parent).isAfterOrEqualTo(before).isBeforeOrEqualTo(child);
    }

    @Test
    void anIdOfTheConfigIsTaken() {
        UUID id = UUID.randomUUID();
        assertThat(run(RunnableConfig.builder().runId(id).build()).id()).isSameAs(id);
    }

    @Test
    void runsAreEqualToThemselvesOnly() {
        UUID id = UUID.randomUUID();
        RunnableConfig config = RunnableConfig.builder().runId(id).build();
        Run run = run(config);
        assertThat(run).isEqualTo(run).isNotEqualTo(run(config));
    }

    @Test
    void theParentIsTheRunThatItIsPartOf() {
        List<Run> runs = new ArrayList<>();
        TypedRunnable.of("outer", (String input) -> {
                    runs.add(RunContext.currentRun().orElseThrow());
                    runs.add(run(RunnableConfig.empty()));
                    runs.add(run(RunnableConfig.builder().detached().build()));
                    return input;
                })
                .invoke("x");
        assertThat(runs.get(0).parent()).isEmpty();
        assertThat(runs.get(1).parent()).containsSame(runs.get(0));
        assertThat(runs.get(2).parent()).as("of a run that is cut off").isEmpty();
    }

    @Test
    void theDescriptorSaysWhatTheRunnableIs() {
        RunnableDescriptor descriptor =
                RunnableDescriptor.builder("work").description("Works.").build();
        Run run = TypedRunnable.ofConfigured(
                        descriptor,
                        (String input, RunnableConfig config) ->
                                RunContext.currentRun().orElseThrow())
                .invoke("x", RunnableConfig.builder().runName("other").build());
        assertThat(run.descriptor()).isSameAs(descriptor);
        assertThat(run.name()).isEqualTo("other");
    }

    @Test
    void startTimesAreWhenTheRunStarted() {
        Instant before = Instant.now();
        Run run = run(RunnableConfig.empty());
        assertThat(run.startTime()).isBetween(before, Instant.now());
    }

    @Test
    void collectionsAreUnmodifiable() {
        Run run = run(RunnableConfig.builder().tags("t").metadata("k", 1).build());
        assertThat(run.tags()).isUnmodifiable();
        assertThat(run.metadata()).isUnmodifiable();
        assertThat(run.parentIds()).isUnmodifiable();
    }

    @Test
    void thereIsNoneOutsideEveryRun() {
        assertThat(RunContext.currentRun()).isEmpty();
    }
}

package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.Runnable;
import dev.runcast.micrometer.ObservationCallbackHandler;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.callback.RunEvent;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Which beans hear of runs, of which, and for how long. */
class HandlerBeansTest {
    private static final TypedRunnable<Integer, Integer> TWICE = TypedRunnable.of("twice", (Integer x) -> 2 * x);

    private final ApplicationContextRunner contexts =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RuncastAutoConfiguration.class));

    private final ApplicationContextRunner observing = contexts.withConfiguration(
            AutoConfigurations.of(RuncastObservationAutoConfiguration.class, ObservationAutoConfiguration.class));

    @AfterEach
    void nothingIsLeft() {
        assertThat(GlobalCallbacks.handlers()).isEmpty();
    }

    /** Writes down its name when a run starts. */
    record Noting(String name, List<String> notes) implements CallbackHandler {
        @Override
        public void onRunStart(RunEvent.Start event) {
            notes.add(name);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoHandlers {
        final List<String> notes = new CopyOnWriteArrayList<>();

        @Bean
        @Order(2)
        CallbackHandler second() {
            return new Noting("second", notes);
        }

        @Bean
        @Order(1)
        Noting first() {
            return new Noting("first", notes);
        }

        @Bean(defaultCandidate = false)
        CallbackHandler notForAll() {
            return new Noting("not for all", notes);
        }
    }

    @Test
    void hearOfEveryRunInTheirOrderUntilTheContextIsClosed() {
        contexts.withUserConfiguration(TwoHandlers.class).run(context -> {
            List<String> notes = context.getBean(TwoHandlers.class).notes;
            TWICE.invoke(1);
            assertThat(notes).containsExactly("first", "second");
            context.close();
            TWICE.invoke(1);
            assertThat(notes).hasSize(2);
        });
    }

    @Test
    void includeOneOfMicrometerWhereThereIsARegistry() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        observing.withBean(ObservationRegistry.class, () -> registry).run(context -> TWICE.invoke(1));
        TestObservationRegistryAssert.assertThat(registry).hasObservationWithNameEqualTo("runcast.run");
        observing.run(context -> assertThat(context).hasSingleBean(ObservationCallbackHandler.class));
    }

    @Test
    void includeNoneOfMicrometerOtherwise() {
        contexts.withConfiguration(AutoConfigurations.of(RuncastObservationAutoConfiguration.class))
                .run(context -> assertThat(context).doesNotHaveBean(CallbackHandler.class));
        observing
                .withClassLoader(new FilteredClassLoader(ObservationCallbackHandler.class))
                .run(context -> assertThat(context).doesNotHaveBean(CallbackHandler.class));
    }

    @Test
    void includeTheProgramsOwnOneOfMicrometerOnly() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        ObservationCallbackHandler own = new ObservationCallbackHandler(registry);
        observing
                .withBean(ObservationRegistry.class, () -> registry)
                .withBean(ObservationCallbackHandler.class, () -> own)
                .run(context -> assertThat(context)
                        .getBean(ObservationCallbackHandler.class)
                        .isSameAs(own));
    }

    @Test
    void hearOfRunsWhoseConfigWasGivenByTheCaller() {
        contexts.withUserConfiguration(TwoHandlers.class).run(context -> {
            TWICE.invoke(1, RunnableConfig.builder().tags("own").build());
            assertThat(context.getBean(TwoHandlers.class).notes).containsExactly("first", "second");
        });
    }

    @Test
    void hearOnceWhenTheyAreRegisteredAlready() {
        contexts.withUserConfiguration(TwoHandlers.class)
                .run(parent -> contexts.withParent(parent).run(child -> {
                    TWICE.invoke(1);
                    assertThat(parent.getBean(TwoHandlers.class).notes).containsExactly("first", "second");
                }));
    }

    /** Has a wrapper. */
    static class Greeter {
        @Runnable
        public String greet() {
            return "hello";
        }
    }

    /** Writes down the names of the runs that start. */
    static final class Hearing implements CallbackHandler {
        final List<String> names = new CopyOnWriteArrayList<>();

        @Override
        public void onRunStart(RunEvent.Start event) {
            names.add(event.run().name());
        }
    }

    private static void greet(ApplicationContext context) {
        context.getBean(HandlerBeansTest_GreeterRunnables.class).greet();
    }

    @Test
    void hearOfTheirOwnApplicationAndOfRunsWithoutAnOwner() {
        ApplicationContextRunner applications = contexts.withBean(Greeter.class).withBean(Hearing.class);
        applications.run(one -> {
            List<String> heardByOne = one.getBean(Hearing.class).names;
            applications.run(other -> {
                List<String> heardByOther = other.getBean(Hearing.class).names;
                greet(one);
                assertThat(heardByOne).containsExactly("greet");
                assertThat(heardByOther).isEmpty();
                greet(other);
                assertThat(heardByOne).hasSize(1);
                assertThat(heardByOther).containsExactly("greet");
                TWICE.invoke(1);
                assertThat(heardByOne).containsExactly("greet", "twice");
                assertThat(heardByOther).containsExactly("greet", "twice");
                HandlerBeansTest_GreeterRunnables late = other.getBean(HandlerBeansTest_GreeterRunnables.class);
                other.close();
                greet(one);
                late.greet();
                assertThat(heardByOne).containsExactly("greet", "twice", "greet");
                assertThat(heardByOther).hasSize(2);
            });
        });
    }

    @Test
    void hearOfTheRunsOfOtherContextsOfTheirApplication() {
        contexts.withBean("parentHandler", Hearing.class)
                .run(parent -> contexts.withParent(parent.getSourceApplicationContext())
                        .withBean(Greeter.class)
                        .run(child -> {
                            greet(child);
                            assertThat(parent.getBean(Hearing.class).names).containsExactly("greet");
                            child.close();
                            TWICE.invoke(1);
                            assertThat(parent.getBean(Hearing.class).names).containsExactly("greet", "twice");
                        }));
    }

    @Test
    void ofTheProgramGoWithTheContextThatOwnsThem() {
        contexts.withBean(Greeter.class).run(context -> {
            Hearing own = new Hearing();
            GlobalCallbacks.register(own, context.getSourceApplicationContext());
            greet(context);
            context.close();
            TWICE.invoke(1);
            assertThat(own.names).containsExactly("greet");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnWrapper {
        @Bean
        HandlerBeansTest_GreeterRunnables mine(Greeter greeter) {
            return new HandlerBeansTest_GreeterRunnables(greeter)
                    .withConfig(RunnableConfig.builder().runName("mine").build());
        }
    }

    @Test
    void hearOfTheProgramsOwnWrapperWhoseConfigIsKept() {
        contexts.withBean(Greeter.class)
                .withBean(Hearing.class)
                .withUserConfiguration(OwnWrapper.class)
                .run(context -> {
                    greet(context);
                    assertThat(context.getBean(Hearing.class).names).containsExactly("mine");
                });
    }

    /** Runs something when it is destroyed. */
    static class LastRun implements DisposableBean {
        @Override
        public void destroy() {
            TWICE.invoke(1);
        }
    }

    @Test
    void areToldNothingOnceBeansAreDestroyed() {
        contexts.withUserConfiguration(TwoHandlers.class, LastRun.class).run(context -> {
            List<String> notes = context.getBean(TwoHandlers.class).notes;
            context.close();
            assertThat(notes).isEmpty();
        });
    }

    @Test
    void areForgottenWhenTheContextDoesNotStart() {
        contexts.withUserConfiguration(TwoHandlers.class)
                .withBean(FailingToStart.class)
                .run(context -> assertThat(context).hasFailed());
    }

    /** Does not start. */
    static class FailingToStart implements SmartLifecycle {
        @Override
        public void start() {
            assertThat(GlobalCallbacks.handlers()).hasSize(2);
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }

    @Test
    void areSilentWhileTheContextIsPaused() {
        contexts.withUserConfiguration(TwoHandlers.class).run(context -> {
            List<String> notes = context.getBean(TwoHandlers.class).notes;
            context.pause();
            TWICE.invoke(1);
            assertThat(notes).isEmpty();
            context.restart();
            TWICE.invoke(1);
            assertThat(notes).containsExactly("first", "second");
        });
    }
}

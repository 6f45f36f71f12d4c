package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.callback.CallbackHandler;
import dev.runcast.runtime.callback.GlobalCallbacks;
import dev.runcast.runtime.callback.RunEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

/** What becomes of wrappers and handlers in a context that was processed ahead of time. */
@CompileWithForkedClassLoader
class AotTest {
    public static class Greeter {
        private final String greeting;

        public Greeter(String greeting) {
            this.greeting = greeting;
        }

        @Runnable
        public String greet() {
            return greeting;
        }
    }

    static class Hidden {
        @Runnable
        String greet() {
            return "hidden";
        }
    }

    public static class Chosen {
        final AotTest_GreeterRunnables greeter;

        public Chosen(@Qualifier("short") AotTest_GreeterRunnables greeter) {
            this.greeter = greeter;
        }
    }

    public static class Recorder implements CallbackHandler {
        final List<String> names = new ArrayList<>();

        @Override
        public void onRunStart(RunEvent.Start event) {
            names.add(event.run().name());
        }
    }

    @Configuration(proxyBeanMethods = false)
    public static class Program {
        @Bean
        Greeter polite() {
            return new Greeter("good morning");
        }

        @Bean
        @Qualifier("short")
        Greeter brief() {
            return new Greeter("hi");
        }

        @Bean
        @Scope("prototype")
        Hidden hidden() {
            return new Hidden();
        }

        @Bean
        Chosen chosen(@Qualifier("short") AotTest_GreeterRunnables greeter) {
            return new Chosen(greeter);
        }

        @Bean
        Recorder recorder() {
            return new Recorder();
        }
    }

    @Test
    void theyAreAsTheyAreWithoutIt() {
        GenericApplicationContext program = new GenericApplicationContext();
        new AnnotatedBeanDefinitionReader(program).register(Program.class, RuncastAutoConfiguration.class);
        TestGenerationContext generation = new TestGenerationContext();
        var initializer = new ApplicationContextAotGenerator().processAheadOfTime(program, generation);
        generation.writeGeneratedContent();
        TestCompiler.forSystem().with(generation).compile(compiled -> {
            GenericApplicationContext context = new GenericApplicationContext();
            initialize(compiled.getInstance(ApplicationContextInitializer.class, initializer.canonicalName()), context);
            context.refresh();
            assertThat(context.getBeanNamesForType(AotTest_GreeterRunnables.class))
                    .containsExactlyInAnyOrder("politeRunnables", "briefRunnables");
            assertThat(context.getBean(Chosen.class).greeter.greet()).isEqualTo("hi");
            assertThat(context.getBean(AotTest_HiddenRunnables.class))
                    .isNotSameAs(context.getBean(AotTest_HiddenRunnables.class));
            TypedRunnable.of("heard", (Integer x) -> x).invoke(1);
            assertThat(context.getBean(Recorder.class).names).contains("heard");
            Recorder ofSomebodyElse = new Recorder();
            Object somebodyElse = new Object();
            GlobalCallbacks.register(ofSomebodyElse, somebodyElse);
            context.getBean(Chosen.class).greeter.greet();
            GlobalCallbacks.unregister(somebodyElse);
            assertThat(context.getBean(Recorder.class).names).endsWith("greet");
            assertThat(ofSomebodyElse.names).isEmpty();
            context.close();
        });
    }

    @SuppressWarnings("unchecked")
    private static void initialize(ApplicationContextInitializer<?> initializer, GenericApplicationContext context) {
        ((ApplicationContextInitializer<GenericApplicationContext>) initializer).initialize(context);
    }
}

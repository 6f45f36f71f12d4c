package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.Run;
import dev.runcast.runtime.context.RunContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.stereotype.Component;

/** Which beans get wrappers, and how these are. */
class WrapperBeansTest {
    private final ApplicationContextRunner contexts =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RuncastAutoConfiguration.class));

    @Component("greeter")
    static class Greeter {
        final String greeting;

        Greeter() {
            this("hello");
        }

        Greeter(String greeting) {
            this.greeting = greeting;
        }

        @Runnable
        public String greet() {
            return greeting;
        }
    }

    @Component
    record Injected(WrapperBeansTest_GreeterRunnables greeter) {}

    @Test
    void aComponentHasAWrapperThatCanBeInjected() {
        contexts.withUserConfiguration(Injected.class, Greeter.class).run(context -> {
            assertThat(context).hasBean("greeterRunnables");
            assertThat(context.getBean(Injected.class).greeter().greet()).isEqualTo("hello");
            assertThat(context.getBean(Injected.class).greeter())
                    .isSameAs(context.getBean(WrapperBeansTest_GreeterRunnables.class));
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Greeters {
        @Bean
        @Primary
        Greeter polite() {
            return new Greeter("good morning");
        }

        @Bean
        @Qualifier("short")
        Greeter brief() {
            return new Greeter("hi");
        }

        @Bean
        Greeter late() {
            return new Greeter("good evening");
        }

        @Bean
        @Loud
        Greeter loud() {
            return new Greeter("HELLO");
        }
    }

    @Qualifier
    @Retention(RetentionPolicy.RUNTIME)
    @interface Loud {}

    @Component
    static class Chosen {
        final WrapperBeansTest_GreeterRunnables primary;
        final WrapperBeansTest_GreeterRunnables qualified;
        final WrapperBeansTest_GreeterRunnables annotated;
        final WrapperBeansTest_GreeterRunnables named;

        Chosen(
                WrapperBeansTest_GreeterRunnables primary,
                @Qualifier("short") WrapperBeansTest_GreeterRunnables qualified,
                @Loud WrapperBeansTest_GreeterRunnables annotated,
                @Qualifier("lateRunnables") WrapperBeansTest_GreeterRunnables named) {
            this.primary = primary;
            this.qualified = qualified;
            this.annotated = annotated;
            this.named = named;
        }
    }

    @Test
    void eachOfSeveralBeansHasOneThatIsChosenAsTheBeanIs() {
        contexts.withUserConfiguration(Greeters.class, Chosen.class).run(context -> {
            Chosen chosen = context.getBean(Chosen.class);
            assertThat(chosen.primary.greet()).isEqualTo("good morning");
            assertThat(chosen.qualified.greet()).isEqualTo("hi");
            assertThat(chosen.annotated.greet()).isEqualTo("HELLO");
            assertThat(chosen.named.greet()).isEqualTo("good evening");
        });
    }

    interface Shop {
        @Runnable
        String sell();
    }

    interface Unannotated {
        String work();
    }

    static class Worker implements Unannotated {
        @Override
        @Runnable
        public String work() {
            return "done";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Interfaces {
        @Bean
        Shop shop() {
            return () -> "sold";
        }

        @Bean
        Unannotated hidden() {
            return new Worker();
        }

        @Bean
        Worker seen() {
            return new Worker();
        }
    }

    @Test
    void theTypeThatAMethodDeclaresCounts() {
        contexts.withUserConfiguration(Interfaces.class).run(context -> {
            assertThat(context.getBean(WrapperBeansTest_ShopRunnables.class).sell())
                    .isEqualTo("sold");
            assertThat(context)
                    .hasSingleBean(WrapperBeansTest_WorkerRunnables.class)
                    .hasBean("seenRunnables");
        });
    }

    static class CornerShop extends Greeter implements Shop {
        @Override
        public String sell() {
            return "sold at the corner";
        }
    }

    @Test
    void wrappersOfTypesThatABeanExtendsAndImplementsAreThereToo() {
        contexts.withBean("corner", CornerShop.class).run(context -> {
            assertThat(context.getBean(WrapperBeansTest_GreeterRunnables.class).greet())
                    .isEqualTo("hello");
            assertThat(context.getBean(WrapperBeansTest_ShopRunnables.class).sell())
                    .isEqualTo("sold at the corner");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnWrapper {
        @Bean
        WrapperBeansTest_GreeterRunnables mine(Greeter greeter) {
            return new WrapperBeansTest_GreeterRunnables(greeter);
        }
    }

    @Test
    void aWrapperOfTheProgramsOwnStaysTheOnlyOne() {
        contexts.withUserConfiguration(Greeter.class, OwnWrapper.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(WrapperBeansTest_GreeterRunnables.class)
                        .hasBean("mine"));
    }

    @Component("counted")
    @Scope("prototype")
    static class Counted {
        @Runnable
        public int identity() {
            return System.identityHashCode(this);
        }
    }

    @Test
    void theWrapperOfAPrototypeIsOneWithADelegateOfItsOwn() {
        contexts.withUserConfiguration(Counted.class).run(context -> {
            WrapperBeansTest_CountedRunnables one = context.getBean(WrapperBeansTest_CountedRunnables.class);
            WrapperBeansTest_CountedRunnables other = context.getBean(WrapperBeansTest_CountedRunnables.class);
            assertThat(one).isNotSameAs(other);
            assertThat(one.identity()).isEqualTo(one.identity()).isNotEqualTo(other.identity());
        });
    }

    @Component("scoped")
    @Scope(scopeName = "thread", proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class Scoped {
        @Runnable
        public int identity() {
            return System.identityHashCode(this);
        }
    }

    @Test
    void theWrapperOfAScopedProxyCallsTheBeanOfTheScope() {
        contexts.withInitializer(context -> context.getBeanFactory().registerScope("thread", new SimpleThreadScope()))
                .withUserConfiguration(Scoped.class)
                .run(context -> {
                    WrapperBeansTest_ScopedRunnables wrapper = context.getBean(WrapperBeansTest_ScopedRunnables.class);
                    assertThat(wrapper.identity()).isEqualTo(wrapper.identity());
                    assertThat(CompletableFuture.supplyAsync(wrapper::identity).get())
                            .isNotEqualTo(wrapper.identity());
                });
    }

    @Component("late")
    @Lazy
    static class Late {
        static boolean made;

        Late() {
            made = true;
        }

        @Runnable
        public String call() {
            return "late";
        }
    }

    @Test
    void theWrapperOfALazyBeanIsLazy() {
        Late.made = false;
        contexts.withUserConfiguration(Late.class).run(context -> {
            assertThat(Late.made).isFalse();
            assertThat(context.getBean(WrapperBeansTest_LateRunnables.class).call())
                    .isEqualTo("late");
        });
    }

    @Test
    void aProgramWhoseBeansAreLazyHasLazyWrappers() {
        contexts.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withUserConfiguration(Greeter.class)
                .run(context -> assertThat(context.getBeanFactory()
                                .getBeanDefinition("greeterRunnables")
                                .isLazyInit())
                        .isTrue());
    }

    @Component("proxied")
    static class Proxied {
        @Async
        @Runnable
        public CompletableFuture<String> threadName() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync
    @Import(Proxied.class)
    static class Aspects {}

    @Test
    void theWrapperCallsTheProxyOfABeanWithAspects() {
        contexts.withUserConfiguration(Aspects.class)
                .run(context -> assertThat(context.getBean(WrapperBeansTest_ProxiedRunnables.class)
                                .threadName()
                                .get())
                        .isNotEqualTo(Thread.currentThread().getName()));
    }

    @Test
    void aContextWithoutRunnablesIsAsItWas() {
        contexts.withBean(Object.class)
                .run(context ->
                        assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.endsWith("Runnables")));
    }

    /** Is an interface, so that Spring can make JDK proxies of what implements it. */
    interface Named {
        String name();
    }

    @Component("jdkProxied")
    static class JdkProxied implements Named {
        @Override
        @Runnable
        public String name() {
            return "proxied";
        }

        @Async
        public void later() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAsync(proxyTargetClass = false)
    static class JdkProxies {}

    @Test
    void aWrapperThatCannotBeMadeFailsOnlyWhenItIsAskedFor() {
        contexts.withUserConfiguration(JdkProxied.class, JdkProxies.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThatThrownBy(() -> context.getBean(WrapperBeansTest_JdkProxiedRunnables.class))
                    .rootCause()
                    .hasMessageContaining("The bean \"jdkProxied\" is a JDK proxy")
                    .hasMessageContaining("set proxyTargetClass = true at @EnableAsync");
        });
    }

    static class Box<T> {
        private final T content;

        Box(T content) {
            this.content = content;
        }

        @Runnable
        public T open() {
            return content;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Boxes {
        @Bean
        Box<String> text() {
            return new Box<>("tea");
        }

        @Bean
        Box<Integer> number() {
            return new Box<>(7);
        }
    }

    @Component
    record Opener(WrapperBeansTest_BoxRunnables<String> text, WrapperBeansTest_BoxRunnables<Integer> number) {}

    @Test
    void wrappersHaveTheTypeArgumentsOfTheirBeans() {
        contexts.withUserConfiguration(Boxes.class, Opener.class).run(context -> {
            assertThat(context.getBean(Opener.class).text().open()).isEqualTo("tea");
            assertThat(context.getBean(Opener.class).number().open()).isEqualTo(7);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Ordered {
        @Bean
        @Order(3)
        Greeter third() {
            return new Greeter("third");
        }

        @Bean
        Greeter last() {
            return new Greeter("last");
        }

        @Bean
        First first() {
            return new First();
        }

        @Bean
        @Order(2)
        Greeter second() {
            return new Greeter("second");
        }
    }

    @Order(1)
    static class First extends Greeter {
        First() {
            super("first");
        }
    }

    @Test
    void wrappersHaveTheOrderOfTheirBeans() {
        contexts.withUserConfiguration(Ordered.class)
                .run(context -> assertThat(context.getBeanProvider(WrapperBeansTest_GreeterRunnables.class)
                                .orderedStream())
                        .extracting(WrapperBeansTest_GreeterRunnables::greet)
                        .containsExactly("first", "second", "third", "last"));
    }

    @Component("own")
    static class UsesItsOwn {
        private final ObjectProvider<WrapperBeansTest_UsesItsOwnRunnables> own;

        UsesItsOwn(ObjectProvider<WrapperBeansTest_UsesItsOwnRunnables> own) {
            this.own = own;
        }

        @Runnable
        public String outer() {
            return own.getObject().inner();
        }

        @Runnable
        public String inner() {
            return RunContext.currentRun().flatMap(Run::parent).map(Run::name).orElse("none");
        }
    }

    @Test
    void aBeanGetsItsOwnWrapperByAProvider() {
        contexts.withUserConfiguration(UsesItsOwn.class)
                .run(context -> assertThat(context.getBean(WrapperBeansTest_UsesItsOwnRunnables.class)
                                .outer())
                        .isEqualTo("outer"));
    }
}

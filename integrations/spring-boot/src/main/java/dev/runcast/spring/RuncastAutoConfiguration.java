package dev.runcast.spring;

import dev.runcast.runtime.callback.CallbackHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;

/**
 * Makes the wrapper of each bean with {@code @Runnable} methods a bean, registers handler beans for the runs of the application, and lets
 * Spring Boot's executors carry the current run.
 *
 * @since 0.1
 */
@AutoConfiguration
public final class RuncastAutoConfiguration {
    /** Creates the configuration, as Spring does. */
    public RuncastAutoConfiguration() {}

    @Bean
    static WrapperRegistrar runcastWrapperRegistrar() {
        return new WrapperRegistrar();
    }

    @Bean
    static WrapperOwner runcastWrapperOwner(ConfigurableListableBeanFactory beans, ApplicationContext context) {
        return new WrapperOwner(beans, RunOwner.config(context));
    }

    @Bean
    HandlerRegistrar runcastHandlerRegistrar(
            ObjectProvider<CallbackHandler> handlers,
            ObjectProvider<TaskDecorator> decorators,
            ApplicationContext context) {
        return new HandlerRegistrar(handlers, decorators, context);
    }

    @Bean
    TaskDecorator runcastTaskDecorator() {
        return new RunTaskDecorator();
    }
}

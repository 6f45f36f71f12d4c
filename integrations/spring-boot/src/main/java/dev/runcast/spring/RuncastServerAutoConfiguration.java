package dev.runcast.spring;

import dev.runcast.server.Authenticator;
import dev.runcast.server.Authorizer;
import dev.runcast.server.store.Redactor;
import dev.runcast.server.store.RunStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Serves the runnables that {@code runcast.server.expose} names, in the application's own web server.
 *
 * @since 0.1
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Conditional(RuncastServerAutoConfiguration.OnExposed.class)
@EnableConfigurationProperties(RuncastServerProperties.class)
public final class RuncastServerAutoConfiguration {
    /** Creates the configuration, as Spring does. */
    public RuncastServerAutoConfiguration() {}

    @Bean
    ServedRunnables runcastServedRunnables(
            RuncastServerProperties properties,
            ConfigurableListableBeanFactory beans,
            ApplicationContext context,
            ObjectProvider<Authenticator> authenticator,
            ObjectProvider<Authorizer> authorizer,
            ObjectProvider<RunStore> store,
            ObjectProvider<Redactor> redactor) {
        return new ServedRunnables(
                properties,
                new ExposedRunnables(properties, beans),
                RunOwner.config(context),
                authenticator.getIfAvailable(),
                authorizer.getIfAvailable(),
                store.getIfAvailable(),
                redactor.getIfAvailable());
    }

    @Bean
    ServletRegistrationBean<RunnableServlet> runcastServlet(
            RuncastServerProperties properties, ServedRunnables served) {
        RunnableServlet servlet = new RunnableServlet(properties.path(), served);
        ServletRegistrationBean<RunnableServlet> registration =
                new ServletRegistrationBean<>(servlet, properties.path() + "/*");
        registration.setName("runcast");
        return registration;
    }

    /** That something is to be served. A list that is written in one property or in several counts. */
    static final class OnExposed extends SpringBootCondition {
        private static final String EXPOSE = "runcast.server.expose";

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean isAny = Binder.get(context.getEnvironment())
                    .bind(EXPOSE, Bindable.listOf(String.class))
                    .map(names -> !names.isEmpty())
                    .orElse(false);
            ConditionMessage.Builder message = ConditionMessage.forCondition("Runnables to serve");
            return isAny
                    ? ConditionOutcome.match(message.because(EXPOSE + " names some"))
                    : ConditionOutcome.noMatch(message.because(EXPOSE + " names none"));
        }
    }
}

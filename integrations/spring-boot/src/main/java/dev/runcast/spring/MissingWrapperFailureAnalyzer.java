package dev.runcast.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says what to do when a wrapper is to be injected and there is no bean that it could wrap. Spring Boot would advise to define one. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingWrapperFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
        Class<?> type = cause.getResolvableType() == null
                ? null
                : cause.getResolvableType().resolve();
        if (type == null || !Wrappers.is(type) || cause.getNumberOfBeansFound() > 0) {
            return null;
        }
        return analysis(type, Wrappers.delegate(type), cause);
    }

    private static FailureAnalysis analysis(Class<?> wrapper, Class<?> delegate, NoSuchBeanDefinitionException cause) {
        String name = delegate.getSimpleName();
        return new FailureAnalysis(
                "A bean needs " + wrapper.getName() + ", which wraps beans of the type " + delegate.getName()
                        + ", and there is none that is known as such.",
                "Make " + name + " a bean, as by @Service. If a @Bean method makes it, declare " + name
                        + " as the type that it returns.",
                cause);
    }
}

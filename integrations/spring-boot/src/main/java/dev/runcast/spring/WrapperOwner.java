package dev.runcast.spring;

import dev.runcast.runtime.RunnableConfig;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.InstanceSupplier;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Has wrappers start their runs as those of the application. One that the program makes itself, as by a {@code @Bean} method, may have
 * a config, which a wrapper does not tell and this would replace. So it is left alone.
 */
final class WrapperOwner implements BeanPostProcessor {
    private final ConfigurableListableBeanFactory beans;
    private final RunnableConfig config;

    /**
     * Creates a processor.
     *
     * @param config names the owner
     */
    WrapperOwner(ConfigurableListableBeanFactory beans, RunnableConfig config) {
        this.beans = beans;
        this.config = config;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return Wrappers.is(bean.getClass()) && isMadeByConstructor(name) ? Wrappers.withConfig(bean, config) : bean;
    }

    private boolean isMadeByConstructor(String name) {
        if (!beans.containsBeanDefinition(name)
                || !(beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition definition)) {
            return false;
        }
        Supplier<?> supplier = definition.getInstanceSupplier();
        // Spring's own supplier calls the constructor, in a context that was processed ahead of time.
        boolean isOfProgram = supplier != null && !(supplier instanceof InstanceSupplier);
        return !isOfProgram
                && definition.getFactoryMethodName() == null
                && definition.getResolvedFactoryMethod() == null;
    }
}

package dev.runcast.spring;

import dev.runcast.runtime.RunnableConfig;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.ConstructorArgumentValues;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.InstanceSupplier;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Has wrappers start their runs as those of the application. One that the program makes itself, as by a {@code @Bean} method, may have
 * a config, which a wrapper does not tell and this would replace. So it is left alone.
 *
 * <p>Says what to do where a wrapper cannot be made, since its delegate is a JDK proxy.
 */
final class WrapperOwner implements InstantiationAwareBeanPostProcessor {
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
    public @Nullable Object postProcessBeforeInstantiation(Class<?> type, String name) {
        String delegate = Wrappers.is(type) ? delegateName(name) : null;
        if (delegate != null && beans.isSingleton(delegate)) { // Others would be made twice.
            Class<?> wrapped = Wrappers.delegate(type);
            if (!wrapped.isInstance(beans.getBean(delegate))) {
                throw new BeanCreationException(
                        name,
                        "The bean \"" + delegate + "\" is a JDK proxy, which has the interfaces of " + wrapped.getName()
                                + " and not its methods, so that it cannot be wrapped. Have Spring make proxies of classes: leave"
                                + " spring.aop.proxy-target-class at true, and set proxyTargetClass = true at @EnableAsync and its"
                                + " kind. Or declare the @Runnable methods in an interface.");
            }
        }
        return null;
    }

    /** Returns the name of the bean that a wrapper of ours is to wrap. */
    private @Nullable String delegateName(String wrapper) {
        if (!beans.containsBeanDefinition(wrapper)) {
            return null;
        }
        ConstructorArgumentValues.ValueHolder argument = beans.getMergedBeanDefinition(wrapper)
                .getConstructorArgumentValues()
                .getIndexedArgumentValues()
                .get(0);
        return argument != null && argument.getValue() instanceof RuntimeBeanReference reference
                ? reference.getBeanName()
                : null;
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

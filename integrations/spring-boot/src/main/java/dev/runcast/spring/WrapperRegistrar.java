package dev.runcast.spring;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Registers, for each bean of a class that has a wrapper, a bean of that wrapper, which is as its delegate is: of its scope, as lazy,
 * with its qualifiers. A wrapper of which the program has beans of its own is left alone.
 */
final class WrapperRegistrar implements BeanDefinitionRegistryPostProcessor {
    private static final String SUFFIX = "Runnables";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        // Others may still register beans.
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        BeanDefinitionRegistry registry = (BeanDefinitionRegistry) factory;
        delegates(factory).forEach((wrapper, names) -> {
            if (factory.getBeanNamesForType(wrapper, true, false).length == 0) {
                names.forEach(name -> registry.registerBeanDefinition(
                        freeName(registry, name, wrapper), definition(factory, name, wrapper)));
            }
        });
    }

    /** Returns the names of the beans that each wrapper is to wrap. */
    private static Map<Class<?>, List<String>> delegates(ConfigurableListableBeanFactory factory) {
        Map<Class<?>, List<String>> delegates = new LinkedHashMap<>();
        for (String name : factory.getBeanDefinitionNames()) {
            if (factory.getBeanDefinition(name).isAbstract() || ScopedProxyUtils.isScopedTarget(name)) {
                continue;
            }
            Class<?> type = type(factory, name);
            if (type != null) {
                Wrappers.of(type)
                        .forEach(wrapper -> delegates
                                .computeIfAbsent(wrapper, each -> new ArrayList<>())
                                .add(name));
            }
        }
        return delegates;
    }

    /** Returns the class of a bean as far as it is known before the bean is made; of a scoped proxy, that of what it stands for. */
    private static @Nullable Class<?> type(ConfigurableListableBeanFactory factory, String name) {
        BeanDefinitionHolder target =
                ((RootBeanDefinition) factory.getMergedBeanDefinition(name)).getDecoratedDefinition();
        return factory.getType(target == null ? name : target.getBeanName(), false);
    }

    /** Returns {@code researchRunnables} for {@code research}, or a name with that of the class if the bean has another wrapper. */
    private static String freeName(BeanDefinitionRegistry registry, String delegate, Class<?> wrapper) {
        String name = delegate + SUFFIX;
        return registry.containsBeanDefinition(name) ? delegate + wrapper.getSimpleName() : name;
    }

    private static RootBeanDefinition definition(
            ConfigurableListableBeanFactory factory, String name, Class<?> wrapper) {
        RootBeanDefinition delegate = (RootBeanDefinition) factory.getMergedBeanDefinition(name);
        RootBeanDefinition definition = new RootBeanDefinition(wrapper);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, new RuntimeBeanReference(name));
        definition.setScope(delegate.getScope());
        if (delegate.getLazyInit() != null) { // Else the program may still make all beans lazy.
            definition.setLazyInit(delegate.isLazyInit());
        }
        definition.setPrimary(delegate.isPrimary());
        definition.setFallback(delegate.isFallback());
        definition.setAutowireCandidate(delegate.isAutowireCandidate());
        definition.setDefaultCandidate(delegate.isDefaultCandidate());
        definition.setResourceDescription("the wrapper of the bean \"" + name + "\"");
        copyQualifiers(factory, name, delegate, definition);
        return definition;
    }

    private static void copyQualifiers(
            ConfigurableListableBeanFactory factory,
            String name,
            RootBeanDefinition delegate,
            AbstractBeanDefinition definition) {
        for (Annotation annotation : annotated(factory, name, delegate).getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (type == Qualifier.class || type.isAnnotationPresent(Qualifier.class)) {
                AutowireCandidateQualifier qualifier = new AutowireCandidateQualifier(type);
                AnnotationUtils.getAnnotationAttributes(annotation).forEach(qualifier::setAttribute);
                definition.addQualifier(qualifier);
            }
        }
        definition.copyQualifiersFrom(delegate);
    }

    /** Returns what has the annotations of a bean: the method that makes it, or its class. */
    private static AnnotatedElement annotated(
            ConfigurableListableBeanFactory factory, String name, RootBeanDefinition delegate) {
        AnnotatedElement method = delegate.getResolvedFactoryMethod();
        Class<?> type = type(factory, name);
        return method != null ? method : ClassUtils.getUserClass(type == null ? Object.class : type);
    }
}

package dev.runcast.spring;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/**
 * Registers, for each bean of a class that has a wrapper, a bean of that wrapper, which is as its delegate is: of its scope and its type
 * arguments, with its qualifiers and its order. It is made when it is asked for, so that nobody is disturbed by a wrapper that he does not
 * want and that cannot be made. A wrapper of which the program has beans of its own is left alone.
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
        definition.setLazyInit(true);
        typeOf(delegate, wrapper).ifPresent(definition::setTargetType);
        definition.setPrimary(delegate.isPrimary());
        definition.setFallback(delegate.isFallback());
        definition.setAutowireCandidate(delegate.isAutowireCandidate());
        definition.setDefaultCandidate(delegate.isDefaultCandidate());
        definition.setResourceDescription("the wrapper of the bean \"" + name + "\"");
        AnnotatedElement annotated = annotated(factory, name, delegate);
        copyQualifiers(annotated, delegate, definition);
        copyOrder(annotated, type(factory, name), delegate, definition);
        return definition;
    }

    /** Returns {@code BoxRunnables<String>} for a bean of the type {@code Box<String>}. */
    private static Optional<ResolvableType> typeOf(RootBeanDefinition delegate, Class<?> wrapper) {
        Class<?> wrapped = Wrappers.delegate(wrapper);
        ResolvableType[] arguments = delegate.getResolvableType().as(wrapped).getGenerics();
        boolean isKnown = arguments.length > 0
                && arguments.length == wrapper.getTypeParameters().length
                && Arrays.stream(arguments).allMatch(argument -> argument.resolve() != null);
        return isKnown ? Optional.of(ResolvableType.forClassWithGenerics(wrapper, arguments)) : Optional.empty();
    }

    /** Copies the order, which an annotation of the method that makes the bean says, else one of its class. */
    private static void copyOrder(
            AnnotatedElement annotated,
            @Nullable Class<?> type,
            RootBeanDefinition delegate,
            AbstractBeanDefinition definition) {
        Object order = delegate.getAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE);
        if (order == null) {
            order = Stream.of(annotated, type == null ? annotated : type)
                    .map(element -> MergedAnnotations.from(element, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
                            .get(Order.class))
                    .filter(MergedAnnotation::isPresent)
                    .map(annotation -> annotation.getInt(MergedAnnotation.VALUE))
                    .findFirst()
                    .orElse(null);
        }
        if (order != null) {
            definition.setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order);
        }
    }

    private static void copyQualifiers(
            AnnotatedElement annotated, RootBeanDefinition delegate, AbstractBeanDefinition definition) {
        for (Annotation annotation : annotated.getAnnotations()) {
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

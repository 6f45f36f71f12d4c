package dev.runcast.spring;

import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Knows the wrappers that the annotation processor generates, by their names and their shape. */
final class Wrappers {
    private static final String SUFFIX = "Runnables";
    private static final String WITH_CONFIG = "withConfig";

    private Wrappers() {}

    /** Returns the wrappers of a class and of the types that it extends and implements, the nearest first. */
    static Set<Class<?>> of(Class<?> type) {
        Set<Class<?>> wrappers = new LinkedHashSet<>();
        collect(ClassUtils.getUserClass(type), wrappers);
        return wrappers;
    }

    private static void collect(Class<?> type, Set<Class<?>> wrappers) {
        if (isOfSomebodyElse(type)) {
            return;
        }
        Class<?> wrapper = load(type);
        if (wrapper != null && is(wrapper) && takes(wrapper, type)) {
            wrappers.add(wrapper);
        }
        if (type.getSuperclass() != null) {
            collect(type.getSuperclass(), wrappers);
        }
        for (Class<?> implemented : type.getInterfaces()) {
            collect(implemented, wrappers);
        }
    }

    /** Most beans are Spring's own, and to look for a class that is not there takes time. */
    private static boolean isOfSomebodyElse(Class<?> type) {
        return type.getName().startsWith("java.") || type.getName().startsWith("org.springframework.");
    }

    private static @Nullable Class<?> load(Class<?> type) {
        String packageName = type.getPackageName();
        String name = (packageName.isEmpty() ? "" : packageName + ".") + joinedName(type) + SUFFIX;
        return ClassUtils.isPresent(name, type.getClassLoader())
                ? ClassUtils.resolveClassName(name, type.getClassLoader())
                : null;
    }

    private static String joinedName(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return outer == null ? type.getSimpleName() : joinedName(outer) + "_" + type.getSimpleName();
    }

    private static boolean takes(Class<?> wrapper, Class<?> delegate) {
        return Arrays.stream(wrapper.getDeclaredConstructors())
                .anyMatch(constructor -> Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {delegate}));
    }

    /** Returns whether a class is a wrapper. */
    static boolean is(Class<?> type) {
        if (!type.getSimpleName().endsWith(SUFFIX)) {
            return false;
        }
        Method withConfig = ReflectionUtils.findMethod(type, WITH_CONFIG, RunnableConfig.class);
        return withConfig != null
                && withConfig.getReturnType() == type
                && Arrays.stream(type.getDeclaredConstructors())
                        .anyMatch(constructor -> constructor.getParameterCount() == 1);
    }

    /** Returns the class that a wrapper wraps. */
    static Class<?> delegate(Class<?> wrapper) {
        return Arrays.stream(wrapper.getDeclaredConstructors())
                .filter(constructor -> constructor.getParameterCount() == 1)
                .map(Constructor::getParameterTypes)
                .<Class<?>>map(types -> types[0])
                .findFirst()
                .orElseThrow();
    }

    /** Returns a wrapper of the same delegate that starts its runs with a config, in the place of any other config. */
    static Object withConfig(Object wrapper, RunnableConfig config) {
        Method withConfig = Objects.requireNonNull(
                ReflectionUtils.findMethod(wrapper.getClass(), WITH_CONFIG, RunnableConfig.class));
        ReflectionUtils.makeAccessible(withConfig);
        return Objects.requireNonNull(ReflectionUtils.invokeMethod(withConfig, wrapper, config));
    }

    /** Returns the runnables of a wrapper, in the order of their names. */
    static List<TypedRunnable<?, ?>> runnables(Object wrapper) {
        return Arrays.stream(wrapper.getClass().getDeclaredMethods())
                .filter(Wrappers::givesRunnable)
                .sorted(Comparator.comparing(Method::getName))
                .<TypedRunnable<?, ?>>map(method -> runnable(wrapper, method))
                .toList();
    }

    private static boolean givesRunnable(Method method) {
        return method.getReturnType() == TypedRunnable.class
                && method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers());
    }

    private static TypedRunnable<?, ?> runnable(Object wrapper, Method method) {
        ReflectionUtils.makeAccessible(method);
        return (TypedRunnable<?, ?>) Objects.requireNonNull(ReflectionUtils.invokeMethod(method, wrapper));
    }
}

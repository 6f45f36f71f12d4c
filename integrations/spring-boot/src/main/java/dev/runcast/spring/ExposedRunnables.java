package dev.runcast.spring;

import dev.runcast.runtime.TypedRunnable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The runnables that the properties name: those of wrappers, by the names of their runs, and beans that are runnables, by the names of
 * the beans.
 */
final class ExposedRunnables {
    private static final String EXPOSE = "runcast.server.expose";
    private static final String ALL = "*";

    private final RuncastServerProperties properties;
    private final ConfigurableListableBeanFactory beans;

    /** Why wrappers cannot be made. */
    private final List<String> failures = new ArrayList<>();

    ExposedRunnables(RuncastServerProperties properties, ConfigurableListableBeanFactory beans) {
        this.properties = properties;
        this.beans = beans;
    }

    /**
     * Returns the runnables by their names.
     *
     * @throws InvalidConfigurationPropertyValueException if a name has no runnable, or more than one
     */
    Map<String, TypedRunnable<?, ?>> byName() {
        failures.clear();
        Map<String, TypedRunnable<?, ?>> runnables = new LinkedHashMap<>();
        Map<String, String> owners = new LinkedHashMap<>();
        for (String bean : beans.getBeanDefinitionNames()) {
            for (Map.Entry<String, TypedRunnable<?, ?>> runnable : all(bean)) {
                String name = runnable.getKey();
                String other = owners.putIfAbsent(name, bean);
                if (other != null && isExposed(name)) {
                    throw invalid(
                            name,
                            "Two runnables have this name: of the beans \"" + other + "\" and \"" + bean
                                    + "\". Give one of them another by @Runnable(name = …), or name those to serve.");
                }
                runnables.put(name, runnable.getValue());
            }
        }
        for (String name : properties.expose()) {
            if (!name.equals(ALL) && !runnables.containsKey(name)) {
                throw invalid(
                        name,
                        "No runnable has this name. There are: "
                                + (runnables.isEmpty() ? "none" : String.join(", ", new TreeSet<>(runnables.keySet())))
                                + "."
                                + failures.stream().map(each -> " " + each).collect(Collectors.joining()));
            }
        }
        runnables.keySet().removeIf(name -> !isExposed(name));
        return runnables;
    }

    private boolean isExposed(String name) {
        return properties.expose().contains(ALL) || properties.expose().contains(name);
    }

    private static InvalidConfigurationPropertyValueException invalid(String name, String reason) {
        return new InvalidConfigurationPropertyValueException(EXPOSE, name, reason);
    }

    /** Returns the runnables of a bean, of which several may have one name. Only singletons have any, since what is served is the same for all requests. */
    private List<Map.Entry<String, TypedRunnable<?, ?>>> all(String bean) {
        List<Map.Entry<String, TypedRunnable<?, ?>>> runnables = new ArrayList<>();
        Class<?> type = beans.getType(bean, false);
        if (type == null || beans.getBeanDefinition(bean).isAbstract() || !beans.isSingleton(bean)) {
            return runnables;
        }
        if (type == TypedRunnable.class) {
            runnables.add(Map.entry(bean, beans.getBean(bean, TypedRunnable.class)));
        } else if (Wrappers.is(type)) {
            for (TypedRunnable<?, ?> runnable : runnables(bean)) {
                runnables.add(Map.entry(runnable.descriptor().name(), runnable));
            }
        }
        return runnables;
    }

    /** Returns the runnables of a wrapper, or none if it cannot be made and may be one that is not exposed. */
    private List<TypedRunnable<?, ?>> runnables(String wrapper) {
        try {
            return Wrappers.runnables(beans.getBean(wrapper));
        } catch (BeanCreationException failure) {
            if (isExposed(ALL)) {
                throw failure;
            }
            failures.add(String.valueOf(failure.getMostSpecificCause().getMessage()));
            return List.of();
        }
    }
}

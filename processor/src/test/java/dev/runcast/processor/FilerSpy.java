package dev.runcast.processor;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** A processor, with somebody who watches the files that it creates. */
final class FilerSpy extends AbstractProcessor {
    private final Processor processor;
    private final Watcher watcher;

    FilerSpy(Watcher watcher) {
        this(new RunnableProcessor(), watcher);
    }

    FilerSpy(Processor processor, Watcher watcher) {
        this.processor = processor;
        this.watcher = watcher;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return processor.getSupportedSourceVersion();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        Filer filer = watch(environment.getFiler());
        processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getFiler") ? filer : method.invoke(environment, arguments)));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return processor.process(annotations, round);
    }

    private Filer watch(Filer filer) {
        return (Filer) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Filer.class}, (proxy, method, arguments) -> {
                    // A source is created by name and origins, a resource by location, package, name and origins.
                    int origins = arguments.length - 1;
                    watcher.creates(arguments[origins - 1].toString(), List.of((Element[]) arguments[origins]));
                    try {
                        return method.invoke(filer, arguments);
                    } catch (InvocationTargetException error) {
                        throw error.getCause();
                    }
                });
    }

    /** Sees each file before it is created, and may fail in the filer's stead. */
    @FunctionalInterface
    interface Watcher {
        void creates(String name, List<Element> origins) throws IOException;
    }
}

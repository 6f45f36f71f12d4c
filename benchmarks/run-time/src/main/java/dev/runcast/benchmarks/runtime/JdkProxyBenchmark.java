package dev.runcast.benchmarks.runtime;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A proxy of the JDK that tells a listener of each call. It has no events, and no current run. */
@State(Scope.Thread)
public class JdkProxyBenchmark {
    private String question = "How is the tea?";
    private Answering silent = proxy(null);
    private Answering counted = proxy(new Listener.Counting());

    private static Answering proxy(@Nullable Listener listener) {
        Work work = new Work();
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (listener != null) {
                listener.started();
            }
            try {
                return method.invoke(work, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            } finally {
                if (listener != null) {
                    listener.ended();
                }
            }
        };
        return (Answering)
                Proxy.newProxyInstance(Answering.class.getClassLoader(), new Class<?>[] {Answering.class}, handler);
    }

    /** A call that nobody hears of. */
    @Benchmark
    public String wrappedCallNoListener() {
        return silent.answer(question);
    }

    /** A call whose start and end a listener hears. */
    @Benchmark
    public String wrappedCallOneHandler() {
        return counted.answer(question);
    }
}

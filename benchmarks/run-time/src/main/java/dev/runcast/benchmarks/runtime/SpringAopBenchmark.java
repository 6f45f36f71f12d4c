package dev.runcast.benchmarks.runtime;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.aop.framework.ProxyFactory;

/** A proxy of Spring that tells a listener of each call: of a class, as Spring Boot makes them. It has no events, and no current run. */
@State(Scope.Thread)
public class SpringAopBenchmark {
    private String question = "How is the tea?";
    private Work silent = proxy(null);
    private Work counted = proxy(new Listener.Counting());

    private static Work proxy(@Nullable Listener listener) {
        MethodInterceptor interceptor = invocation -> {
            if (listener != null) {
                listener.started();
            }
            try {
                return invocation.proceed();
            } finally {
                if (listener != null) {
                    listener.ended();
                }
            }
        };
        ProxyFactory factory = new ProxyFactory(new Work());
        factory.setProxyTargetClass(true);
        factory.addAdvice(interceptor);
        return (Work) factory.getProxy();
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

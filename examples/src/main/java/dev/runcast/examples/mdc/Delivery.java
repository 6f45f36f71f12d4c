package dev.runcast.examples.mdc;

import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.context.RunContext;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers parcels, and logs what it does as programs do. It knows nothing of the MDC. */
public class Delivery {
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final ExecutorService threads;

    /** Creates a delivery that weighs parcels on these threads. */
    public Delivery(ExecutorService threads) {
        this.threads = RunContext.propagating(threads);
    }

    /** Weighs a parcel and takes it away. */
    @Runnable
    public int deliver(String parcel, RunnableConfig config) throws InterruptedException, ExecutionException {
        log.info("fetching {}", parcel);
        DeliveryRunnables steps = new DeliveryRunnables(this).withConfig(config);
        threads.submit(() -> log.info("calling ahead")).get();
        int grams = steps.weigh(parcel);
        log.info("delivered {}, {} g", parcel, grams);
        return grams;
    }

    /** Weighs a parcel. */
    @Runnable
    public int weigh(String parcel) {
        log.info("weighing {}", parcel);
        return 100 * parcel.length();
    }
}

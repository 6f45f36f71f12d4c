package dev.runcast.runtime.engine.run;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Ids, the reading of the clock included. Stands in this package since what makes ids is for nobody else. */
@State(Scope.Thread)
public class UuidBenchmark {
    private NoArgGenerator jug = Generators.timeBasedEpochGenerator();

    /** A UUIDv7 of Runcast. */
    @Benchmark
    public UUID runcastV7() {
        return UuidV7.at(Instant.now());
    }

    /** A UUIDv7 of java-uuid-generator, as it comes: within a millisecond it counts. */
    @Benchmark
    public UUID jugV7() {
        return jug.generate();
    }

    /** A random UUID of the JDK. */
    @Benchmark
    public UUID randomUuid() {
        return UUID.randomUUID();
    }
}

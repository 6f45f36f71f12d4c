package dev.runcast.runtime.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidV7Test {
    @Test
    void hasTheLayoutOfTheStandard() {
        // The time of the example in RFC 9562, A.6.
        UUID id = UuidV7.at(Instant.parse("2022-02-22T19:22:22Z"));
        assertThat(id.toString()).startsWith("017f22e2-79b0-7000-").hasSize(36);
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void theFractionOfTheMillisecondFollowsTheVersion() {
        Instant time = Instant.parse("2022-02-22T19:22:22Z");
        assertThat(UuidV7.at(time.plusNanos(500_000)).toString()).startsWith("017f22e2-79b0-7800-");
        assertThat(UuidV7.at(time.plusNanos(999_999)).toString()).startsWith("017f22e2-79b0-7fff-");
        assertThat(UuidV7.at(time.plusNanos(1_000_000)).toString()).startsWith("017f22e2-79b1-7000-");
    }

    @Test
    void sortsByTimeAsText() {
        Instant time = Instant.parse("2022-02-22T19:22:22.999Z");
        String before = "";
        for (int i = 0; i < 5_000; i++) {
            String id = UuidV7.at(time.plusNanos(i * 1_000L)).toString();
            assertThat(id).isGreaterThan(before);
            before = id;
        }
    }

    @Test
    void idsOfOneTimeDiffer() {
        Instant time = Instant.now();
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(UuidV7.at(time));
        }
        assertThat(ids).hasSize(10_000);
    }
}

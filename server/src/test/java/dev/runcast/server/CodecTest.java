package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.runtime.CustomEvents;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.RunnableDescriptor;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.json.JsonCodec;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By which codec values go over the wire. */
@Timeout(60)
class CodecTest {
    /** An amount of money. */
    record Money(BigDecimal amount) {}

    /** Writes amounts of money with a sign, and reads them so. */
    private record MoneyCodec(String sign) implements JsonCodec {
        @Override
        public String write(Object value) {
            return value instanceof Money money
                    ? "\"" + sign + money.amount() + "\""
                    : JsonCodec.defaultCodec().write(value);
        }

        @Override
        public Object read(String json, Type type) {
            return type == Money.class
                    ? new Money(new BigDecimal(json.replaceAll("[^0-9.]", "")))
                    : JsonCodec.defaultCodec().read(json, type);
        }
    }

    private static final RunnableConfig EURO =
            RunnableConfig.builder().codec(new MoneyCodec("€")).build();

    private static final TypedRunnable<Money, Money> PAY = TypedRunnable.ofConfigured(
            RunnableDescriptor.builder("pay")
                    .input(Money.class)
                    .output(Money.class)
                    .build(),
            (money, config) -> {
                CustomEvents.dispatch("paid", money, config);
                return money;
            });

    private static String post(RunnableServer.Builder server, String path, String json) throws Exception {
        try (RunnableServer started = server.port(0).start()) {
            return Http.post(started, path, json).body();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /pay/invoke        | {"input":"$5"}                      | "output":"$5"
            /pay/stream        | {"input":"$5"}                      | data: "$5"
            /pay/stream_events | {"input":"$5"}                      | "data":{"input":"$5"}
            /pay/stream_events | {"input":"$5"}                      | "data":{"output":"$5"}
            /pay/stream_events | {"input":"$5"}                      | "name":"paid","tags":[],"metadata":{},"data":"$5"
            /pay/stream_log    | {"input":"$5"}                      | "path":"/final_output","value":"$5"
            /runs/wait         | {"input":"$5","assistant_id":"pay"} | {"output":"$5"}
            /ag-ui/pay         | {"threadId":"1","runId":"2","forwardedProps":{"input":"$5"}} | "value":"$5"
            /ag-ui/pay         | {"threadId":"1","runId":"2","forwardedProps":{"input":"$5"}} | "result":"$5"
            """)
    void isThatOfTheServerWhateverConfigsSay(String path, String json, String part) throws Exception {
        RunnableServer.Builder server =
                RunnableServer.builder().codec(new MoneyCodec("$")).mount("/pay", PAY.withConfig(EURO));
        assertThat(post(server, path, json)).contains(part).doesNotContain("€");
    }

    @Test
    void isForEventsThatOfTheConfigWhereTheServerHasNone() throws Exception {
        RunnableServer.Builder server = RunnableServer.builder().mount("/pay", PAY.withConfig(EURO));
        assertThat(post(server, "/pay/stream_events", "{\"input\":{\"amount\":5}}"))
                .contains("\"data\":{\"input\":\"€5\"}", "\"data\":{\"output\":\"€5\"}");
    }

    @Test
    void isTheDefaultOneOtherwise() throws Exception {
        RunnableServer.Builder server = RunnableServer.builder().mount("/pay", PAY);
        assertThat(post(server, "/pay/invoke", "{\"input\":{\"amount\":5}}")).contains("\"output\":{\"amount\":5}");
    }

    /** Runs out of stack when it reads money, and of memory when it writes it. */
    private record BrokenCodec(boolean canRead) implements JsonCodec {
        @Override
        public String write(Object value) {
            if (value instanceof Money) {
                throw new OutOfMemoryError("on purpose");
            }
            return JsonCodec.defaultCodec().write(value);
        }

        @Override
        public Object read(String json, Type type) {
            if (canRead) {
                return JsonCodec.defaultCodec().read(json, type);
            }
            throw new StackOverflowError("on purpose");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isAnsweredForWhenItThrowsErrors(boolean canRead) throws Exception {
        RunnableServer.Builder builder =
                RunnableServer.builder().port(0).codec(new BrokenCodec(canRead)).mount("/pay", PAY);
        try (LogCapture log = LogCapture.ofWarnings();
                RunnableServer server = builder.start()) {
            assertThat(Http.post(server, "/pay/invoke", "{\"input\":{\"amount\":5}}")
                            .statusCode())
                    .isEqualTo(500);
            assertThat(log.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.failure()).containsInstanceOf(VirtualMachineError.class));
        }
    }
}

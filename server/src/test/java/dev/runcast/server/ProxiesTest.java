package dev.runcast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.runcast.runtime.TypedRunnable;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whose word counts on where a request comes from. The proxy is this test, at 127.0.0.1. */
@Timeout(60)
class ProxiesTest {
    private static final String INPUT = "{\"input\":\"tea\"}";

    /** Says where its client is. */
    private static RunnableServer.Builder serving() {
        return RunnableServer.builder()
                .port(0)
                .authenticator(request -> Optional.of(ClientPrincipal.of("at " + request.remoteAddress())))
                .mount(
                        "/where",
                        TypedRunnable.of(
                                "where",
                                (Object any) -> ClientPrincipal.current()
                                        .orElseThrow()
                                        .attributes()
                                        .get(ClientPrincipal.REMOTE_ADDRESS)));
    }

    private static String address(RunnableServer server, String... headers) throws Exception {
        HttpResponse<String> response = Http.post(server, "/where/invoke", INPUT, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().replaceFirst("\\{\"output\":\"([^\"]*)\".*", "$1");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For,203.0.113.7",
        "Forwarded,for=203.0.113.7",
        "X-Forwarded-Host,evil.example",
        "Forwarded,host=evil.example"
    })
    void headersOfAnybodyAreIgnored(String header, String value) throws Exception {
        try (RunnableServer server = serving().trustedProxies("10.0.0.0/8").start()) {
            assertThat(address(server, header, value)).isEqualTo("127.0.0.1");
        }
        try (RunnableServer server = serving().start()) {
            assertThat(address(server, header, value)).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7 | 203.0.113.7",
                "203.0.113.7:4711 | 203.0.113.7",
                "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "[2001:db8::7]:4711 | 2001:db8:0:0:0:0:0:7",
                "203.0.113.7, 10.1.2.3 | 203.0.113.7", // by two proxies
                "10.9.9.9, 203.0.113.7, 10.1.2.3 | 203.0.113.7", // and a client that pretends to be one
                "10.9.9.9, 10.1.2.3 | 10.9.9.9",
                "unknown | 127.0.0.1",
                "localhost, 10.1.2.3 | 10.1.2.3", // No name is looked up.
                "1.2.3 | 127.0.0.1",
                "300.1.2.3 | 127.0.0.1",
            })
    void whoIsForwardedByAProxyIsTheClient(String forwarded, String client) throws Exception {
        try (RunnableServer server =
                serving().trustedProxies("127.0.0.1", "10.0.0.0/8").start()) {
            assertThat(address(server, "X-Forwarded-For", forwarded)).isEqualTo(client);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.7 | 203.0.113.7",
                "proto=https; For=\"203.0.113.7:80\";host=localhost | 203.0.113.7",
                "for=\"[2001:db8::7]:4711\" | 2001:db8:0:0:0:0:0:7",
                "for=10.9.9.9, for=203.0.113.7;proto=http, for=10.1.2.3 | 203.0.113.7",
                "for=_hidden | 127.0.0.1",
            })
    void theStandardHeaderIsReadToo(String forwarded, String client) throws Exception {
        try (RunnableServer server =
                serving().trustedProxies("127.0.0.1", "10.0.0.0/8").start()) {
            assertThat(address(server, "Forwarded", forwarded)).isEqualTo(client);
            assertThat(address(server, "Forwarded", forwarded, "X-Forwarded-For", "203.0.113.8"))
                    .isEqualTo("203.0.113.8");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Host,runs.example.com,200",
        "X-Forwarded-Host,runs.example.com:443,200",
        "X-Forwarded-Host,evil.example,421",
        "X-Forwarded-Host,'localhost, evil.example',421",
        "Forwarded,host=runs.example.com,200",
        "Forwarded,host=\"runs.example.com:443\",200",
        "Forwarded,host=evil.example,421"
    })
    void theHostThatTheProxyWasCalledByIsChecked(String header, String value, int status) throws Exception {
        try (RunnableServer server = serving()
                .trustedProxies("127.0.0.0/8")
                .hosts("runs.example.com")
                .start()) {
            assertThat(Http.post(server, "/where/invoke", INPUT, header, value).statusCode())
                    .isEqualTo(status);
        }
    }

    /** The proxy would else let a page choose the host that is checked. */
    @Test
    void aHostThatIsForwardedDoesNotReplaceTheOther() throws Exception {
        try (RunnableServer server = serving()
                        .trustedProxies("127.0.0.1")
                        .hosts("runs.example.com")
                        .start();
                RawClient client = new RawClient(server)) {
            client.send("GET /where/input_schema HTTP/1.1\r\nHost: evil.example\r\n"
                    + "X-Forwarded-Host: runs.example.com\r\n\r\n");
            assertThat(client.readTo("HTTP/1.1")).contains("421");
        }
    }

    @Test
    void pagesOfTheHostThatTheProxyWasCalledByAreTheServersOwn() throws Exception {
        try (RunnableServer server =
                serving().trustedProxies("127.0.0.1").hosts("runs.example.com").start()) {
            String[] page = {"Origin", "https://runs.example.com", "X-Forwarded-Host", "runs.example.com"};
            assertThat(Http.post(server, "/where/invoke", INPUT, page).statusCode())
                    .isEqualTo(200);
            page[1] = "https://evil.example";
            assertThat(Http.post(server, "/where/invoke", INPUT, page).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void theAuditLogHasTheAddress() throws Exception {
        Logger audit = (Logger) LoggerFactory.getLogger("dev.runcast.server.audit");
        ListAppender<ILoggingEvent> entries = new ListAppender<>();
        entries.start();
        audit.addAppender(entries);
        audit.setLevel(Level.INFO);
        audit.setAdditive(false);
        try (RunnableServer server =
                serving().trustedProxies("127.0.0.1").auditLog(true).start()) {
            address(server, "X-Forwarded-For", "203.0.113.7");
        } finally {
            audit.detachAppender(entries);
            audit.setLevel(null);
            audit.setAdditive(true);
        }
        assertThat(entries.list)
                .singleElement()
                .satisfies(entry -> assertThat(entry.getKeyValuePairs())
                        .anySatisfy(pair -> assertThat(pair).hasToString("remote_address=\"203.0.113.7\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy.example.com", "10.0.0.0/99", "10.0.0.256", "10.0.0.0/8/8", "::g"})
    void whatIsNoRangeIsRefused(String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunnableServer.builder().trustedProxies("10.0.0.0/8", range))
                .withMessage(
                        "\"" + range + "\" is no range of addresses. Give one as in \"10.0.0.0/8\", or an address.");
    }
}

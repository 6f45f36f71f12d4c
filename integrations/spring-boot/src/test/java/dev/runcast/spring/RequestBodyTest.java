package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.spring.app.App;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bodies that come slowly, not as a whole, or by a filter, in an application with few threads. */
@SpringBootTest(
        classes = {App.class, RequestBodyTest.Filters.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "runcast.server.expose=shout",
            "server.tomcat.threads.max=2",
            "server.tomcat.connection-timeout=4s",
            "server.tomcat.keep-alive-timeout=60s",
            "spring.autoconfigure.exclude=" + TestSecurity.AUTO_CONFIGURATIONS
        })
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD) // Readers of answers do not heed interruptions.
class RequestBodyTest {
    private static final String HALF = "POST /runnables/shout/invoke HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"in";

    @TestConfiguration(proxyBeanMethods = false)
    static class Filters {
        /** Reads the body of requests that ask for it, as filters do that log or check bodies. */
        @Bean
        OncePerRequestFilter readingFilter() {
            return new OncePerRequestFilter() {
                @Override
                protected void doFilterInternal(
                        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    boolean isRead = request.getHeader("X-Read") != null;
                    chain.doFilter(isRead ? new ReadRequest(request) : request, response);
                }
            };
        }
    }

    private static final class ReadRequest extends HttpServletRequestWrapper {
        private final byte[] body;

        ReadRequest(HttpServletRequest request) throws IOException {
            super(request);
            this.body = request.getInputStream().readAllBytes();
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }

    @LocalServerPort
    private int port;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(port);
    }

    @Test
    void thatDoNotGoOnOccupyNoThread() throws Exception {
        // If they did, two at a time for as long as the web server waits, this would take longer than it may.
        List<Socket> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                halves.add(send(HALF));
            }
            assertThat(shout().body()).contains("\"output\":\"TEA\"");
        } finally {
            for (Socket half : halves) {
                half.close();
            }
        }
    }

    @Test
    void thatDoNotGoOnAreGivenUpWithoutAWord(CapturedOutput log) throws Exception {
        try (Socket half = send(HALF)) {
            half.setSoTimeout(50_000);
            half.getInputStream().readAllBytes(); // to the end
        }
        assertThat(shout().statusCode()).isEqualTo(200);
        assertThat(log).doesNotContain("Exception");
    }

    @Test
    void thatAreMalformedAreRefusedWithoutAWord(CapturedOutput log) throws Exception {
        String malformed = HALF.replace("Content-Length: 15", "Transfer-Encoding: chunked");
        try (Socket socket = send(malformed)) {
            socket.setSoTimeout(50_000);
            socket.getInputStream().readAllBytes();
        }
        assertThat(shout().statusCode()).isEqualTo(200);
        assertThat(log).doesNotContain("Exception");
    }

    @Test
    void thatAFilterHasReadAreReadAgain() throws Exception {
        assertThat(shout("X-Read", "yes").body()).contains("\"output\":\"TEA\"");
    }

    private HttpResponse<String> shout(String... headers) throws Exception {
        return client.post("/runnables/shout/invoke", "{\"input\":\"tea\"}", headers);
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return socket;
    }
}

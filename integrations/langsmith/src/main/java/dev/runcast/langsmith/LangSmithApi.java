package dev.runcast.langsmith;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts batches to LangSmith. Tries again where that may help, and gives up where it does not. */
final class LangSmithApi {
    private static final Logger log = LoggerFactory.getLogger(LangSmithCallbackHandler.class);
    private static final int ATTEMPTS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** How long a {@code Retry-After} is obeyed at most. */
    private static final long MAX_WAIT = Duration.ofSeconds(30).toMillis();

    private static final int MAX_EXCERPT = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final HttpRequest.Builder requests;
    private final URI url;
    private final Duration firstWait;
    private final AtomicLong lostRuns = new AtomicLong();

    /** Whether the last batch was lost. Read and written by the one thread that posts. */
    private boolean isOutage;

    LangSmithApi(URI url, String apiKey, @Nullable String workspaceId, Duration firstWait) {
        this.url = url;
        this.firstWait = firstWait;
        this.requests = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("x-api-key", apiKey);
        if (workspaceId != null) {
            requests.header("x-tenant-id", workspaceId);
        }
    }

    /** Posts a batch, and waits for the answer. Calls do not overlap. */
    void post(Batch batch) throws InterruptedException {
        HttpRequest request =
                requests.copy().POST(BodyPublishers.ofByteArray(batch.toJson())).build();
        Answer answer = attempt(request);
        for (int failed = 1; answer.isTransient() && failed < ATTEMPTS; failed++) {
            Thread.sleep(answer.retryAfter() >= 0 ? answer.retryAfter() : waitAfter(failed));
            answer = attempt(request);
        }
        if (answer.isAccepted()) {
            recover();
        } else {
            giveUp(batch, answer.text());
        }
    }

    /** Counts the runs of a batch as lost. Says so, unless the batch before was lost, too. */
    void giveUp(Batch batch, String reason) {
        lose(batch.size());
        if (!isOutage) {
            log.warn(
                    "LangSmith did not take runs at {}: {}. They are lost, and so are those to come until it takes them again"
                            + " (said once; lostRuns() counts them). Check the URL, the API key and the network.",
                    url,
                    reason);
        }
        isOutage = true;
    }

    /** Counts runs that LangSmith will not hear of. */
    void lose(int runs) {
        lostRuns.addAndGet(runs);
    }

    long lostRuns() {
        return lostRuns.get();
    }

    private void recover() {
        if (isOutage) {
            log.info("LangSmith takes runs again. Lost so far: {}", lostRuns);
        }
        isOutage = false;
    }

    /** Doubles with each attempt, and differs from process to process. */
    private long waitAfter(int failed) {
        long wait = firstWait.toMillis() << (failed - 1);
        return wait + ThreadLocalRandom.current().nextLong(wait / 4 + 1);
    }

    private Answer attempt(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> response = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return Answer.of(response.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
        } catch (TimeoutException endless) {
            return new Answer(0, -1, "no answer in " + TIMEOUT.toSeconds() + " s");
        } catch (ExecutionException failure) {
            boolean isOfNetwork = failure.getCause() instanceof IOException;
            return new Answer(isOfNetwork ? 0 : -1, -1, String.valueOf(failure.getCause()));
        } finally {
            response.cancel(true); // which does nothing unless it is still under way
        }
    }

    /**
     * How an attempt ended.
     *
     * @param status the status of the answer, or 0 if none came
     * @param retryAfter how many milliseconds LangSmith wants to be left alone, or -1
     */
    private record Answer(int status, long retryAfter, String text) {
        static Answer of(HttpResponse<String> response) {
            String body = response.body().replaceAll("\\p{Cntrl}+", " ").strip();
            return new Answer(
                    response.statusCode(),
                    response.headers()
                            .firstValue("Retry-After")
                            .map(Answer::milliseconds)
                            .orElse(-1L),
                    "HTTP " + response.statusCode() + (body.isEmpty() ? "" : " " + excerpt(body)));
        }

        private static String excerpt(String body) {
            return body.length() <= MAX_EXCERPT ? body : body.substring(0, MAX_EXCERPT) + "…";
        }

        /** LangSmith gives seconds. A date, which HTTP allows too, is not read. */
        private static long milliseconds(String seconds) {
            return seconds.matches("\\d{1,9}") ? Math.min(MAX_WAIT, Long.parseLong(seconds) * 1000) : -1;
        }

        /** A conflict says that LangSmith has the runs already, as after an answer that got lost. */
        boolean isAccepted() {
            return (status >= 200 && status < 300) || status == 409;
        }

        boolean isTransient() {
            return status == 0 || status == 408 || status == 429 || status >= 500;
        }
    }
}

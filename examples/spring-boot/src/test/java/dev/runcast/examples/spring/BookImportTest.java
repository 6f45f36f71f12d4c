package dev.runcast.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runcast.spring.RuncastAutoConfiguration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** That an import that is cancelled commits nothing, whether it waits or computes when that happens. */
class BookImportTest {
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(RuncastAutoConfiguration.class))
            .withUserConfiguration(Imports.class);

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Imports {
        @Bean
        Transactions transactions() {
            return new Transactions();
        }
    }

    /** Notes how transactions end. */
    static class Transactions extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial")
        final Queue<String> ends = new ConcurrentLinkedQueue<>();

        final transient CountDownLatch ended = new CountDownLatch(1);

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            end("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            end("rollback");
        }

        private void end(String how) {
            ends.add(how);
            ended.countDown();
        }
    }

    private void endsWith(Shelf shelf, CountDownLatch begun, boolean cancelled, String end) {
        contexts.withBean(BookImport.class, () -> new BookImport(shelf)).run(context -> {
            CompletableFuture<Integer> run = context.getBean(BookImportRunnables.class)
                    .importBooksRunnable()
                    .invokeAsync(List.of("Emma", "Ulysses"));
            begun.await();
            if (cancelled) {
                run.cancel(true);
            }
            Transactions transactions = context.getBean(Transactions.class);
            transactions.ended.await();
            assertThat(transactions.ends).containsExactly(end);
        });
    }

    @Test
    void commitsWhatItHasDone() {
        CountDownLatch begun = new CountDownLatch(1);
        endsWith(book -> begun.countDown(), begun, false, "commit");
    }

    @Test
    void rollsBackWhenItIsCancelledWhileItWaits() {
        CountDownLatch begun = new CountDownLatch(1);
        endsWith(
                book -> {
                    begun.countDown();
                    new CountDownLatch(1).await();
                },
                begun,
                true,
                "rollback");
    }

    @Test
    void rollsBackWhenItIsCancelledWhileItComputes() {
        CountDownLatch begun = new CountDownLatch(1);
        endsWith(
                book -> {
                    begun.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                },
                begun,
                true,
                "rollback");
    }
}

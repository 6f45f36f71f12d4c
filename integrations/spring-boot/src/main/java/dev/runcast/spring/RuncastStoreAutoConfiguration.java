package dev.runcast.spring;

import dev.runcast.server.store.RunStore;
import dev.runcast.store.jdbc.JdbcRunStore;
import dev.runcast.store.redis.RedisRunStore;
import io.lettuce.core.RedisClient;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Keeps runs where {@code runcast.server.store} says.
 *
 * @since 0.1
 */
@AutoConfiguration(
        before = RuncastServerAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration"
        })
@ConditionalOnMissingBean(RunStore.class)
public final class RuncastStoreAutoConfiguration {
    private static final String STORE = "runcast.server.store";

    /** Creates the configuration, as Spring does. */
    public RuncastStoreAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JdbcRunStore.class)
    @ConditionalOnSingleCandidate(DataSource.class)
    @ConditionalOnProperty(name = STORE, havingValue = "jdbc")
    static class Jdbc {
        @Bean
        RunStore runcastRunStore(DataSource dataSource) {
            return JdbcRunStore.builder(dataSource).build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({RedisRunStore.class, LettuceConnectionFactory.class})
    @ConditionalOnSingleCandidate(LettuceConnectionFactory.class)
    @ConditionalOnProperty(name = STORE, havingValue = "redis")
    static class Redis {
        @Bean
        RunStore runcastRunStore(LettuceConnectionFactory connections) {
            if (connections.getRequiredNativeClient() instanceof RedisClient client) {
                return RedisRunStore.builder(client).build();
            }
            throw new IllegalStateException("Runs cannot be kept in Redis Cluster. Use one Redis, or another store.");
        }
    }
}

package dev.runcast.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runcast.annotations.Runnable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Spring Boot prints when a wrapper is missing. */
@ExtendWith(OutputCaptureExtension.class)
class MissingWrapperFailureAnalyzerTest {
    static class Shop {
        @Runnable
        public String sell() {
            return "sold";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(RuncastAutoConfiguration.class)
    static class WithoutShop {
        @Bean
        Object customer(MissingWrapperFailureAnalyzerTest_ShopRunnables shop) {
            return shop.sell();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutSomethingElse {
        @Bean
        Object customer(Map.Entry<String, String> entry) {
            return entry;
        }
    }

    @Test
    void itSaysWhichBeanIsMissing(CapturedOutput output) {
        start(WithoutShop.class);
        assertThat(output)
                .contains(
                        "A bean needs dev.runcast.spring.MissingWrapperFailureAnalyzerTest_ShopRunnables, which wraps beans of the"
                                + " type dev.runcast.spring.MissingWrapperFailureAnalyzerTest$Shop, and there is none that is known"
                                + " as such.",
                        "Make Shop a bean, as by @Service. If a @Bean method makes it, declare Shop as the type that it returns.");
    }

    @Test
    void itLeavesOtherBeansAlone(CapturedOutput output) {
        start(WithoutSomethingElse.class);
        assertThat(output).contains("that could not be found").doesNotContain("which wraps");
    }

    private static void start(Class<?> program) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(program)
                        .web(WebApplicationType.NONE)
                        .run())
                .isNotNull();
    }
}

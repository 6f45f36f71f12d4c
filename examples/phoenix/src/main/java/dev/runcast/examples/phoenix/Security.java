package dev.runcast.examples.phoenix;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Says who may use the application. */
@Configuration
@EnableMethodSecurity
public class Security {
    /** Two readers, whose passwords are {@code tea}. */
    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ada").password("{noop}tea").roles("READER").build(),
                User.withUsername("bob").password("{noop}tea").roles("READER").build());
    }

    /** Clients that are no browsers send their names with each request, and so need no protection against forged ones. */
    @Bean
    SecurityFilterChain rules(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(csrf -> csrf.ignoringRequestMatchers("/runnables/**"))
                .httpBasic(Customizer.withDefaults())
                .build();
    }
}

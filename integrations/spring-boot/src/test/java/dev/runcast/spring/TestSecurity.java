package dev.runcast.spring;

/** What applications without security leave out. */
final class TestSecurity {
    static final String AUTO_CONFIGURATIONS =
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
                    + "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
                    + "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration";

    private TestSecurity() {}
}

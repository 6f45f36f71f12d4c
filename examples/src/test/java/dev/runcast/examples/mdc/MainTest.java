package dev.runcast.examples.mdc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MainTest {
    @Test
    void linesSayWhichRunTheyBelongTo() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.runcast.examples.mdc");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            Main.main(new String[0]);
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(line ->
                        line.getMDCPropertyMap().getOrDefault("run_name", "-") + ": " + line.getFormattedMessage())
                .containsExactly(
                        "-: the day begins",
                        "deliver: fetching books",
                        "deliver: calling ahead",
                        "weigh: weighing books",
                        "deliver: delivered books, 500 g",
                        "-: the day ends");
        assertThat(lines.list.subList(1, 5))
                .extracting(line -> line.getMDCPropertyMap().get("root_run_id"))
                .doesNotContainNull()
                .hasSize(4)
                .containsOnly(lines.list.get(1).getMDCPropertyMap().get("run_id"));
    }
}

package dev.runcast.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the links of the documentation lead somewhere, and that every page is linked. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) {
        assertThat(links(page)).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).contains(parts[1]);
            }
        });
    }

    /** From the README, over any number of pages. */
    @Test
    void everyPageIsReached() throws IOException {
        List<Path> reached = new ArrayList<>(List.of(Pages.README));
        for (int i = 0; i < reached.size(); i++) {
            Path page = reached.get(i);
            for (String link : links(page)) {
                Path target = page.resolveSibling(link.split("#", 2)[0]).normalize();
                if (Files.isDirectory(target) && target.endsWith("decisions")) {
                    reached.addAll(Pages.all().stream()
                            .filter(each -> each.startsWith(Pages.DOCS.resolve("decisions")))
                            .toList());
                } else if (target.toString().endsWith(".md") && !reached.contains(target)) {
                    reached.add(target);
                }
            }
        }
        assertThat(reached).containsAll(Pages.all());
    }

    static List<Path> pages() throws IOException {
        return Pages.all();
    }

    /** Returns the links within the project. */
    private static List<String> links(Path page) {
        return LINK.matcher(CODE_BLOCK.matcher(Pages.read(page)).replaceAll(""))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("\\w+:.*"))
                .toList();
    }

    /** Returns the anchors that GitHub makes of the headings. */
    private static List<String> anchors(Path page) {
        return HEADING.matcher(CODE_BLOCK.matcher(Pages.read(page)).replaceAll(""))
                .results()
                .map(LinksTest::anchor)
                .toList();
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .replaceAll("[^\\p{L}\\p{N}\\- _]", "")
                .replace(' ', '-');
    }
}

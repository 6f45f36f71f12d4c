package dev.runcast.examples.catalogue;

import dev.runcast.runtime.RunnableConfig;
import java.io.PrintStream;

/** What the documentation does with {@link Catalogue}. */
public final class UsingCatalogue {
    private final CatalogueRunnables catalogue = new CatalogueRunnables(new Catalogue());
    private final PrintStream out;

    public UsingCatalogue(PrintStream out) {
        this.out = out;
    }

    public int typedList(String query) {
        var config = RunnableConfig.builder()
                .on(CatalogueEvents.HITS, hits -> hits.forEach(hit -> out.println(hit.rank() + " " + hit.title())))
                .build();
        return catalogue.withConfig(config).search(query);
    }
}

package dev.runcast.examples.catalogue;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.TypeRef;
import java.util.ArrayList;
import java.util.List;

/** Searches titles, and tells all that it found by one event, whose data are a list. */
public class Catalogue {
    private static final List<String> TITLES = List.of("On tea", "On coffee", "More on tea");

    public record Hit(String title, int rank) {}

    static final class Hits extends TypeRef<List<Hit>> {}

    @Runnable
    @EmitsEvent(name = "hits", payload = Hits.class)
    public int search(String query, CatalogueEvents events) {
        List<Hit> hits = new ArrayList<>();
        TITLES.stream()
                .filter(title -> title.contains(query))
                .forEach(title -> hits.add(new Hit(title, hits.size() + 1)));
        events.hits(hits);
        return hits.size();
    }
}

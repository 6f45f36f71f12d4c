package dev.runcast.runtime.engine.run;

import dev.runcast.runtime.RunnableConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configs that a run makes for the runs below it. */
final class ChildConfigs {
    private ChildConfigs() {}

    /** Returns the config for the runs below a run. */
    static RunnableConfig of(ActiveRun run) {
        RunnableConfig.Builder child =
                RunnableConfig.builder().replaceCallbacks(run.handedDown()).inherit(run.config());
        ActiveRun from = settingsFrom(run);
        return (from == null ? child : child.inherit(from.childConfig())).build();
    }

    /** Returns the run whose settings a run has where its config gives none. */
    static @Nullable ActiveRun settingsFrom(ActiveRun run) {
        // A run that is cut off from the current one still keeps to its limits, as in LangChain.
        ActiveRun parent = run.parentOrNull();
        return parent == null ? run.ambient() : parent;
    }

    /**
     * Returns the config for a part of a run, such as what it chose. As in LangChain the config's tags are added once more, so that
     * they come after those of a step, and are merged with those that are bound to the part.
     */
    static RunnableConfig ofPart(ActiveRun run) {
        RunnableConfig child = run.childConfig();
        List<String> tags = run.handedDown().configTags();
        return tags.isEmpty() ? child : child.toBuilder().tags(tags).build();
    }

    /** Returns the config for a step of a run, whose own run has {@code tag} besides. */
    static RunnableConfig ofStep(ActiveRun run, String tag) {
        return ofPart(run).toBuilder()
                .replaceCallbacks(run.handedDown().withLocalTags(List.of(tag)))
                .build();
    }
}

package dev.runcast.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What is recorded of a custom event. */
@Category("Runcast")
@Description("An event that the program emitted in a run")
@Label("Custom Event")
@Name("dev.runcast.CustomEvent")
@StackTrace(false)
final class CustomEventRecord extends Event {
    @Label("Name")
    @Nullable
    String name;

    @Label("Run Name")
    @Nullable
    String runName;

    @Label("Run Id")
    @RunId
    @Nullable
    String runId;

    @Description("The data as JSON")
    @Label("Data")
    @Nullable
    String data;
}

package dev.runcast.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.TransitionFrom;
import org.jspecify.annotations.Nullable;

/** What is recorded of a run. Its own thread is the one on which the run ended. */
@Category("Runcast")
@Description("A run, from its start to its end or error")
@Label("Run")
@Name("dev.runcast.Run")
@StackTrace(false)
final class RunRecord extends Event {
    @Label("Name")
    @Nullable
    String name;

    @Description("CHAIN, TOOL or RETRIEVER")
    @Label("Type")
    @Nullable
    String type;

    @Label("Run Id")
    @RunId
    @Nullable
    String runId;

    @Description("The id of the run that this one is part of")
    @Label("Parent Run Id")
    @RunId
    @Nullable
    String parentRunId;

    @Description("The tags, separated by commas")
    @Label("Tags")
    @Nullable
    String tags;

    @Description("The class of what the run threw")
    @Label("Error")
    @Nullable
    String error;

    @Description("The message of what the run threw")
    @Label("Error Message")
    @Nullable
    String errorMessage;

    @Description("The thread on which the run started")
    @Label("Start Thread")
    @TransitionFrom
    @Nullable
    Thread startThread;
}

package dev.runcast.examples.cli;

import dev.runcast.examples.guide.Guide;
import dev.runcast.examples.guide.PrintingHandler;
import dev.runcast.examples.report.ProgressBar;
import dev.runcast.examples.report.ReportEvents;
import dev.runcast.runtime.RunFailedException;
import dev.runcast.runtime.RunnableConfig;
import dev.runcast.runtime.TypedRunnable;
import dev.runcast.runtime.stream.EventStream;
import dev.runcast.runtime.stream.StreamEvent;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line of the examples. */
public final class Main {
    private static final String USAGE = "Commands: (none) for the guide's four programs; list; events NAME INPUT-JSON"
            + " [CONFIG-JSON]; invoke NAME INPUT-JSON [CONFIG-JSON]; serve [--port N] [--store FILE]; demo NAME.";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    Main(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Runs a command and exits with its status: 0, 1 if the runnable failed, 2 if the command line is wrong. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new Main(out, err, Boolean.getBoolean("runcast.examples.terminal")).run(arguments));
    }

    int run(String... arguments) {
        try {
            return dispatch(arguments);
        } catch (UsageException wrong) {
            err.println(wrong.getMessage());
            return 2;
        }
    }

    private int dispatch(String... arguments) {
        if (arguments.length == 0) {
            new Guide(out).run();
            return 0;
        }
        if (arguments[0].equals("serve")) {
            Serve.start(out, arguments).untilTheEnd();
            return 0;
        }
        boolean runs = arguments.length == 3 || arguments.length == 4;
        if (arguments[0].equals("list") && arguments.length == 1) {
            Demos.list().forEach(out::println);
            return 0;
        } else if (arguments[0].equals("events") && runs) {
            return events(Demos.named(arguments[1]), arguments[2], config(arguments));
        } else if (arguments[0].equals("invoke") && runs) {
            return invoke(Demos.named(arguments[1]), arguments[2], config(arguments));
        }
        throw new UsageException("This is no command: " + String.join(" ", arguments) + ". " + USAGE);
    }

    private static ConfigJson config(String... arguments) {
        return ConfigJson.read(arguments.length == 4 ? arguments[3] : "{}");
    }

    private <I> int events(TypedRunnable<I, ?> runnable, String json, ConfigJson config) {
        I input = input(runnable, json);
        return reportingFailure(() -> {
            try (EventStream events = runnable.streamEvents(input, listening(config), config.options())) {
                for (StreamEvent event : events) {
                    out.println(event.toJson());
                }
            }
        });
    }

    private <I> int invoke(TypedRunnable<I, ?> runnable, String json, ConfigJson config) {
        I input = input(runnable, json);
        config.config().addHandler(new PrintingHandler(out));
        return reportingFailure(() -> out.println(Json.write(runnable.invoke(input, listening(config)))));
    }

    @SuppressWarnings("unchecked") // The descriptor tells the type.
    private static <I> I input(TypedRunnable<I, ?> runnable, String json) {
        return (I) Json.input(json, runnable.descriptor());
    }

    private RunnableConfig listening(ConfigJson config) {
        if (terminal) {
            ProgressBar bar = new ProgressBar(err);
            config.config().on(ReportEvents.PROGRESS, bar::update).on(ReportEvents.DONE, nothing -> bar.done());
        }
        return config.config().build();
    }

    private int reportingFailure(java.lang.Runnable run) {
        try {
            run.run();
            return 0;
        } catch (RunFailedException failure) {
            err.println(failure.getMessage());
        } catch (RuntimeException failure) {
            err.println("The run failed: " + failure);
        }
        return 1;
    }
}

package dev.runcast.testkit;

import dev.runcast.runtime.tree.RunTree;
import dev.runcast.runtime.tree.RunTree.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on one run. Those on events are on its own events, without those of the runs below it.
 *
 * @since 0.1
 */
public final class RunAssert extends AbstractEventsAssert<RunAssert, RunTree> {
    private final String recorded;

    RunAssert(RunTree run, String recorded) {
        super(run, RunAssert.class);
        this.recorded = recorded;
    }

    /** Checks the input, as handlers see it: a map by parameter name of several parameters, or of those of a tool. */
    public RunAssert startedWith(@Nullable Object input) {
        isNotNull();
        if (!Objects.deepEquals(actual.input(), input)) {
            throw failing(
                    "to have started with " + shown(input) + ", but it was " + shown(actual.input()) + ".",
                    actual.input(),
                    input);
        }
        return this;
    }

    /** Checks that the run ended well. */
    public RunAssert succeeded() {
        isNotNull();
        if (actual.status() != Status.SUCCEEDED) {
            throw withError(failing("to have ended well, but " + outcome() + "."));
        }
        return this;
    }

    /** Checks that the run ended well with this output; null for {@code void}. */
    public RunAssert endedWith(@Nullable Object output) {
        isNotNull();
        if (actual.status() != Status.SUCCEEDED) {
            throw withError(failing("to have ended with " + shown(output) + ", but " + outcome() + "."));
        }
        if (!Objects.deepEquals(actual.output(), output)) {
            throw failing("to have ended with " + shown(output) + ", but " + outcome() + ".", actual.output(), output);
        }
        return this;
    }

    /** Checks that the run failed with an exception of this type. Handlers, and so this, get checked exceptions as they are. */
    public RunAssert failedWith(Class<? extends Throwable> type) {
        isNotNull();
        if (actual.status() != Status.FAILED || !type.isInstance(actual.error().orElse(null))) {
            throw withError(failing("to have failed with " + type.getName() + ", but " + outcome() + "."));
        }
        return this;
    }

    /** Checks that the run failed with an exception of this type, whose message contains a text. */
    public RunAssert failedWith(Class<? extends Throwable> type, String partOfMessage) {
        failedWith(type);
        String message = actual.error().map(Throwable::getMessage).orElse("");
        if (!message.contains(partOfMessage)) {
            throw withError(failing("to have failed with " + type.getName() + " saying \"" + partOfMessage + "\", but "
                    + outcome() + "."));
        }
        return this;
    }

    /** Checks that the run was cancelled or interrupted. */
    public RunAssert wasCancelled() {
        isNotNull();
        if (actual.status() != Status.CANCELLED) {
            throw withError(failing("to have been cancelled, but " + outcome() + "."));
        }
        return this;
    }

    /** Goes on to the only run of this name that this run started. Fails unless there is exactly one. */
    public RunAssert child(String name) {
        isNotNull();
        List<RunTree> named = actual.children().stream()
                .filter(child -> child.run().name().equals(name))
                .toList();
        if (named.size() != 1) {
            throw failing("to have one child \"" + name + "\", but its children are " + names(actual.children()) + ".");
        }
        return new RunAssert(named.get(0), recorded).as(descriptionText());
    }

    /** Checks that the run started runs of these names and no others, in this order. */
    public RunAssert hasChildren(String... names) {
        isNotNull();
        return checkChildren(names(actual.children()), Arrays.asList(names), "the children ");
    }

    /** Checks that the run started runs of these names and no others, in any order: for runs that go on at once. */
    public RunAssert hasChildrenInAnyOrder(String... names) {
        isNotNull();
        return checkChildren(
                names(actual.children()).stream().sorted().toList(),
                Arrays.stream(names).sorted().toList(),
                "in any order the children ");
    }

    private RunAssert checkChildren(List<String> children, List<String> expected, String what) {
        if (!children.equals(expected)) {
            throw failing(
                    "to have " + (expected.isEmpty() ? "no children" : what + expected) + ", but it has " + children
                            + ".",
                    children,
                    expected);
        }
        return this;
    }

    static List<String> names(List<RunTree> runs) {
        return runs.stream().map(run -> run.run().name()).toList();
    }

    private String outcome() {
        return switch (actual.status()) {
            case RUNNING -> "it is running";
            case SUCCEEDED -> "it ended with " + shown(actual.output());
            case FAILED -> "it failed with " + actual.error().orElseThrow();
            case CANCELLED -> "it was cancelled by " + actual.error().orElseThrow();
        };
    }

    /** Adds what the run threw, for its stack trace. */
    private AssertionError withError(AssertionError failure) {
        actual.error().ifPresent(failure::addSuppressed);
        return failure;
    }

    @Override
    String subject() {
        return "the run \"" + actual.run().name() + "\"";
    }

    @Override
    Emissions emissions() {
        return Emissions.ofEvents(actual.events());
    }

    @Override
    String recorded() {
        return recorded;
    }
}

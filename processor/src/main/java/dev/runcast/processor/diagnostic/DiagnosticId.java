package dev.runcast.processor.diagnostic;

import static javax.tools.Diagnostic.Kind.ERROR;
import static javax.tools.Diagnostic.Kind.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.Diagnostic.Kind;

/**
 * Every message of the processor. Its id is stable, so that people can search for it; its text states what is wrong and then
 * what to do.
 */
public enum DiagnosticId {
    RUNNABLE_PRIVATE(ERROR, "%s is private, so %s cannot call it. Make it package-private or wider."),
    RUNNABLE_PRIVATE_TYPE(ERROR, "%s is private, so no wrapper can refer to it. Make it package-private or wider."),
    RUNNABLE_COMPACT_FILE(
            ERROR,
            "%s is declared in a compact source file, whose classes no wrapper can refer to. Move it into a class in another file."),
    RUNNABLE_LOCAL_CLASS(
            WARNING,
            "%s is a method of a local or anonymous class, for which no wrapper is generated. Move it into a nested or top-level class."),
    RUNNABLE_GENERIC_OUTER(
            ERROR, "%s is an inner class of a generic class. Make it static, or move it to the top level."),
    RUNNABLE_ANNOTATION_MEMBER(ERROR, "@Runnable has no meaning on %s, a member of an annotation type. Remove it."),
    RUNNABLE_SUSPEND_RESULT(
            WARNING,
            "%s is a suspend function that returns %s, so its run ends before the work does. Return the finished result, or a Flow from a function that does not suspend."),
    RUNNABLE_SUSPEND_CHUNKS(
            ERROR,
            "%s is a suspend function with a ChunkSink, which blocks threads. Return a Flow from a function that does not suspend."),
    RUNNABLE_FRAMEWORK_METHOD(
            WARNING, "The framework of @%s calls %s itself, and cannot pass %s. Put @%s on a method that calls %s."),
    RUNNABLE_CACHE_KEY(
            WARNING,
            "@%s makes its key from all arguments of %s, but each run has its own %s, so that it never finds an entry again. %s."),
    RUNNABLE_NAME(ERROR, "The run name is blank. Leave it out to use the method name, \"%s\"."),
    RUNNABLE_NAME_REPEATED(
            ERROR,
            "%s and %s would both get the accessor %s(). Give one of them another run name, or rename its method."),
    RUNNABLE_TAG_BLANK(ERROR, "A tag is blank. Remove it."),
    RUNNABLE_TAG_REPEATED(WARNING, "The tag \"%s\" is given twice. Remove one."),
    RUNNABLE_METADATA(ERROR, "\"%s\" is not a metadata entry. Write it as \"key=value\"."),
    RUNNABLE_METADATA_REPEATED(ERROR, "The metadata key \"%s\" is given twice, and a key has one value. Remove one."),
    RUNNABLE_TWO_CONFIGS(
            ERROR, "%s has two RunnableConfig parameters, %s and %s. Keep one; both would be the same object."),
    RUNNABLE_TWO_CHUNK_SINKS(
            ERROR,
            "%s has two ChunkSink parameters, %s and %s. Keep one; a run has one output, in chunks of one type."),
    RUNNABLE_CHUNK_TYPE(ERROR, "%s does not say what the chunks are. Name their type, such as ChunkSink<String>."),
    RUNNABLE_CHUNK_RESULT(
            ERROR,
            "%s takes a ChunkSink and returns %s, but its chunks are its result. Return void, or a CompletionStage<Void> that is complete after the last chunk."),
    RUNNABLE_TWO_EMITTERS(ERROR, "%s has two %s parameters, %s and %s. Keep one; both would emit the same events."),
    RUNNABLE_FOREIGN_EMITTER(
            ERROR,
            "%s emits the events of another type than %s. Declare the events here and take %s, or remove @Runnable if the caller is to pass %s."),
    RUNNABLE_INJECTED_TYPE(ERROR, "%s is not injected, only %s itself is. Declare a parameter of that type."),
    RUNNABLE_INJECTED_NULLABLE(
            WARNING, "%s is injected and never null, but it is marked @Nullable. Remove the annotation."),
    RUNNABLE_NO_EVENTS(
            ERROR, "%s will not exist, because %s declares no event. Add @EmitsEvent, or remove the parameter."),
    RUNNABLE_RESERVED_TYPE(
            ERROR,
            "%s is a type of Runcast that is not injected, and such types are no input. Remove the parameter, or take the data that you need from it."),
    RUNNABLE_HIDDEN_TYPE(
            ERROR,
            "The signature of %s names the private type %s, which %s cannot name. Make the type package-private or wider."),
    RUNNABLE_THROWS(
            ERROR,
            "%s declares %s, but a run can only throw exceptions and errors. Declare Exception, or a subclass of it."),
    RUNNABLE_SIGNATURE_CLASH(ERROR, "%s and %s would both become %s in %s. Rename one."),
    RUNNABLE_OBJECT_METHOD(ERROR, "%s would become %s in %s, a method that every object has. Rename it."),
    RUNNABLE_GENERATED_CLASH(ERROR, "%s and %s would both become %s. Rename one."),
    RUNNABLE_FILE_CLASH(
            ERROR,
            "%s and %s would become the classes %s and %s, whose files have the same name on macOS and Windows. Rename one."),
    RUNNABLE_CLASS_EXISTS(
            ERROR,
            "%s already exists, so it cannot be generated. Rename that class, or delete it if an earlier build left it."),
    RUNNABLE_CLASS_TOO_LARGE(
            ERROR,
            "%s would be larger than a class file can be. Move some of the runnables or events of %s to another class."),
    RUNNABLE_UNRESOLVED(
            ERROR,
            "%s was not generated, because the type %s in %s could not be found. If another processor generates it, check that processor's errors. With kapt, turn on correctErrorTypes."),
    ANNOTATION_VALUE_MISSING(
            ERROR,
            "%s was not generated, because the value of %s in %s could not be found. If another processor generates it, check that processor's errors."),
    RUNNABLE_LAZY_RESULT(
            WARNING,
            "%s returns %s, so its run ends before the work does. Return the finished result, a CompletionStage, a Stream, a Flow.Publisher, a Mono or Flux of Reactor, or a Flow of Kotlin."),
    RUNNABLE_CONTEXT_LOST(
            WARNING,
            "%s may be called on another thread, where the run of %s is not the current one, and would start a root run of its own. Pass the config on: %s."),
    RUNNABLE_SELF_CALL(
            WARNING,
            "This call of %s starts no run, because it does not go through %s. Call the wrapper, or write @SuppressWarnings(\"runcast\") if you mean a plain call."),
    RUNNABLE_RETRIEVER_QUERY(
            ERROR,
            "%s is a RETRIEVER with %s input parameters, and a retriever has one, the query. Keep one, or choose another type."),
    RUNNABLE_CHAT_MODEL_MESSAGES(
            ERROR,
            "%s is a CHAT_MODEL, whose only input parameter is a java.util.List of messages. Take one such parameter, or choose another type."),
    EMITS_EVENT_WITHOUT_RUNNABLE(
            ERROR,
            "@EmitsEvent needs @Runnable on %s, because events belong to a run. Add @Runnable with \"import dev.runcast.annotations.Runnable;\", or remove @EmitsEvent."),
    EMITS_EVENT_UNDECLARED(
            ERROR,
            "%s has no event method %s.%s Declare the event with @EmitsEvent(name = \"%s\"), or remove the call."),
    EMITS_EVENT_UNEMITTED(
            WARNING,
            "The event \"%s\" is declared, but %s to emit it. Add that parameter, remove @EmitsEvent, or write @SuppressWarnings(\"runcast\") if other code emits the event."),
    EMITS_EVENT_NAME(ERROR, "The event name is blank. Give it a name, such as \"progress\"."),
    EMITS_EVENT_RESERVED(ERROR, "\"%s\" is the name of a built-in event. Choose another name."),
    EMITS_EVENT_REPEATED(ERROR, "The event \"%s\" is declared twice on %s. Remove one."),
    EMITS_EVENT_PAYLOAD_CONFLICT(
            ERROR, "The event \"%s\" has the payload %s on %s and %s on %s. Use one payload, or two names."),
    EMITS_EVENT_METHOD_CLASH(ERROR, "\"%s\" and \"%s\" both become the %s. Set method = \"…\" on one of them."),
    EMITS_EVENT_NOT_IDENTIFIER(ERROR, "\"%s\" cannot become a method name. Set method = \"…\"."),
    EMITS_EVENT_KEYWORD(ERROR, "\"%s\" is a Java keyword and cannot be a method name. Set method = \"…\"."),
    EMITS_EVENT_OBJECT_METHOD(ERROR, "\"%s\" would become %s, which every object has. Set method = \"…\"."),
    EMITS_EVENT_METHOD_INVALID(ERROR, "method = \"%s\" is not a Java identifier. Choose one, such as \"onProgress\"."),
    EMITS_EVENT_PAYLOAD_PRIMITIVE(
            ERROR, "The payload %s is primitive, and an event carries an object. Use %s.class, or a record."),
    EMITS_EVENT_PAYLOAD_HIDDEN(
            ERROR, "The payload %s is private, so %s cannot name it. Make it package-private or wider."),
    EMITS_EVENT_PAYLOAD_RAW(
            WARNING,
            "The payload %s is generic, and listeners get it without type arguments. Name the full type with a class that extends TypeRef, or declare a record that holds it."),
    EMITS_EVENT_PAYLOAD_OPEN(
            ERROR,
            "%s does not say which type it names. Name it in full, as class Hits extends TypeRef<List<Hit>> does."),
    EMITS_EVENT_PAYLOAD_MISSING(
            ERROR,
            "%s was not generated, because the payload class of the event \"%s\" could not be found. If another processor generates it, check that processor's errors. With kapt, turn on correctErrorTypes."),
    EVENT_CONTRACT_EVENT_REMOVED(
            ERROR,
            "The event \"%s\" is no longer declared, but is in the contract at %s. Declare it, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json."),
    EVENT_CONTRACT_FIELD_REMOVED(
            ERROR,
            "%s no longer has the field \"%s\", which is in the contract at %s. Restore it, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json."),
    EVENT_CONTRACT_FIELD_OPTIONAL(
            ERROR,
            "%s is optional now, but required in the contract at %s. Make it required, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json."),
    EVENT_CONTRACT_NULLABLE(
            ERROR,
            "%s may be null now, but not in the contract at %s. Make it non-null, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json."),
    EVENT_CONTRACT_TYPE_CHANGED(
            ERROR,
            "%s is %s now, but %s in the contract at %s. Keep the type and add a field, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json."),
    EVENT_CONTRACT_CASE_ADDED(
            ERROR,
            "%s may be %s now, which readers of the contract at %s do not expect. Remove it, or, if you mean the change, replace the contract with the new META-INF/runcast/events.json."),
    EVENT_CONTRACT_BASELINE_MISSING(
            ERROR,
            "There is no contract at %s to compare with. Correct the option -A%s, or, to begin, copy %s from the class output there."),
    EVENT_CONTRACT_BASELINE_UNREADABLE(
            ERROR, "The contract at %s could not be read: %s. Correct the option -A%s, or the rights of the file."),
    EVENT_CONTRACT_BASELINE_INVALID(
            ERROR,
            "The file at %s is not an event contract: %s. Restore it from version control, or copy %s from the class output there."),
    EVENT_CONTRACT_BASELINE_FORMAT(
            ERROR,
            "The contract at %s has the format %s, but this processor reads the format %s. Write it anew with this version of Runcast, and commit it."),
    JAVA_VERSION(
            ERROR,
            "Generated code needs Java 17, and this compilation is for Java %s. Set the compiler option --release to 17 or a later version."),
    RUNTIME_MISSING(ERROR, "%s is not on the class path. Add the dependency dev.runcast:runcast-runtime."),
    RUNTIME_MODULE(ERROR, "The module %s does not read %s. Add \"requires %s;\" to its module-info.java."),
    REACTOR_MISSING(
            ERROR,
            "%s returns a %s, but the classes that run it are missing. Add the dependency dev.runcast:runcast-reactor, and in a module \"requires dev.runcast.reactor;\"."),
    KOTLIN_MISSING(
            ERROR,
            "%s %s, but the classes that run it are missing. Add the dependency dev.runcast:runcast-kotlin, and in a module \"requires dev.runcast.kotlin;\"."),
    OPTION_UNKNOWN(WARNING, "There is no option -A%s.%s Correct its name, or remove it."),
    OPTION_VALUE(ERROR, "-A%s=%s is neither true nor false. Write one of them, or leave the option out."),
    WRAPPER_ANNOTATION(
            ERROR, "The compiler finds no annotation %s. Correct the option -A%s, or add the dependency that has it."),
    WRITE_FAILED(ERROR, "%s could not be written: %s. Check the output folder."),
    RUNNABLE_INTERNAL(
            ERROR, "The processor failed on %s: %s. Report it with the output of -Adev.runcast.verbose=true.");

    private final Kind kind;
    private final String text;

    DiagnosticId(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    /** Returns the id as it is printed, such as {@code RunnablePrivate}. */
    public String id() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** Returns whether it is an error or a warning. */
    public Kind kind() {
        return kind;
    }

    /** Returns the text, with {@code %s} for each argument. */
    public String text() {
        return text;
    }
}

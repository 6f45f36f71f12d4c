package dev.runcast.processor;

import static dev.runcast.processor.diagnostic.DiagnosticId.WRITE_FAILED;

import com.google.auto.service.AutoService;
import dev.runcast.contract.builder.ContractBuilder;
import dev.runcast.contract.builder.TracedContract;
import dev.runcast.contract.render.AsyncApi;
import dev.runcast.contract.render.ContractJson;
import dev.runcast.contract.render.TypeScript;
import dev.runcast.contract.types.PayloadTypes;
import dev.runcast.processor.contract.Baseline;
import dev.runcast.processor.contract.ContractOptions;
import dev.runcast.processor.contract.ContractValidator;
import dev.runcast.processor.contract.DeclaredEvents;
import dev.runcast.processor.contract.DeclaredRunnables;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.DiagnosticReporter;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.ClaimedAnnotations;
import dev.runcast.processor.discovery.EventDeclaration;
import dev.runcast.processor.discovery.Options;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.discovery.TypeName;
import dev.runcast.processor.model.EventsClass;
import dev.runcast.processor.model.ModelBuilder;
import dev.runcast.processor.render.GeneratedFiles;
import dev.runcast.processor.validation.Checked;
import dev.runcast.processor.validation.CompilationValidator;
import dev.runcast.processor.validation.EventsValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Writes down which events a module emits and what their data looks like, and compares that with an earlier contract. It does
 * nothing unless options ask for it.
 *
 * <p>All events are in one file, so that any class may change it: an aggregating processor, beside one that is not. It asks for
 * every class, since the last event of a module may be gone. It does so for any option of Runcast: javac warns of options when it
 * asks no processor that knows them, and it asks the other processor only where annotations are.
 */
@AutoService(Processor.class)
public final class EventContractProcessor extends AbstractProcessor {
    private static final String ISOLATING = "org.gradle.annotation.processing.isolating";
    private static final String AGGREGATING = "org.gradle.annotation.processing.aggregating";

    /** Elements do not outlive a round, so that only names are kept. */
    private final Set<TypeName> typeNames = new TreeSet<>();

    private final Set<String> sourceNames = new HashSet<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return options().isGiven() ? Set.of("*") : Set.of();
    }

    @Override
    public Set<String> getSupportedOptions() {
        Set<String> options = new HashSet<>(Options.NAMES);
        if (!options().isOn()) {
            options.add(ISOLATING);
        } else if (PayloadTypes.areToldByClassFiles()) {
            // If neither is there, Gradle compiles all sources, and none is given as a class file.
            options.add(AGGREGATING);
        }
        return options;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations") // See ClaimedAnnotations.
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        ElementFilter.typesIn(round.getRootElements())
                .forEach(type -> sourceNames.add(type.getQualifiedName().toString()));
        typeNames.addAll(AnnotatedType.namesIn(round, annotations));
        if (options().isOn() && round.processingOver() && !round.errorRaised()) {
            new DiagnosticReporter(processingEnv).report(writeAndCheck());
        }
        return options().isOn()
                && ClaimedAnnotations.isSecondAsked(round)
                && ClaimedAnnotations.areAll(annotations, round, RunnableProcessor.class.getName());
    }

    private List<Diagnostic> writeAndCheck() {
        try {
            Optional<Baseline> baseline = options().baseline().map(Baseline::read);
            List<AnnotatedType> types = types(baseline);
            Optional<TracedContract> contract = contract(types);
            return contract.isPresent() ? writeAndCheck(contract.get(), baseline, types) : List.of();
        } catch (RuntimeException error) {
            return List.of(new InternalFailures(Options.of(processingEnv.getOptions()))
                    .of(error, new Position.Nowhere(), "the event contract"));
        }
    }

    /** Where a compiler is given changed sources only, the committed contract tells of other types. */
    private List<AnnotatedType> types(Optional<Baseline> baseline) {
        Set<TypeName> names = new TreeSet<>(typeNames);
        baseline.flatMap(Baseline::contract).stream()
                .flatMap(contract -> contract.events().stream())
                .map(event -> processingEnv.getElementUtils().getTypeElement(event.declaredBy()))
                .filter(Objects::nonNull)
                .map(TypeName::of)
                .forEach(names::add);
        return AnnotatedType.find(names, processingEnv.getElementUtils());
    }

    /** Returns the contract, or nothing if there are faults, of which the other processor tells. */
    private Optional<TracedContract> contract(List<AnnotatedType> types) {
        CompilationValidator compilation =
                new CompilationValidator(processingEnv, Options.of(processingEnv.getOptions()));
        if (compilation.fault(types).isPresent()) {
            return Optional.empty();
        }
        EventsValidator validator = new EventsValidator(processingEnv.getTypeUtils());
        ModelBuilder models =
                new ModelBuilder(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), method -> Map.of());
        ContractBuilder contract = new ContractBuilder(this::isInSource);
        for (AnnotatedType type : types) {
            Checked<EventDeclaration> events = validator.check(type);
            if (events.diagnostics().stream().anyMatch(Diagnostic::isError)) {
                return Optional.empty();
            }
            EventsClass declared = models.eventsClass(type, events.sound());
            DeclaredEvents.of(type, declared).forEach(contract::add);
            DeclaredRunnables.of(type, declared, models).forEach(contract::add);
        }
        return Optional.of(contract.build());
    }

    private List<Diagnostic> writeAndCheck(
            TracedContract contract, Optional<Baseline> baseline, List<AnnotatedType> types) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        List<TypeElement> origins = types.stream().map(AnnotatedType::element).toList();
        Map<String, String> files = Map.of(
                ContractOptions.JSON_FILE, ContractJson.of(contract.contract()),
                ContractOptions.TYPESCRIPT_FILE, TypeScript.of(contract.contract(), contract.runnables()),
                ContractOptions.ASYNCAPI_FILE, AsyncApi.of(contract.contract(), contract.runnables()));
        new TreeMap<>(files).forEach((path, text) -> write(path, text, origins).ifPresent(diagnostics::add));
        baseline.flatMap(Baseline::fault).ifPresent(diagnostics::add);
        baseline.flatMap(Baseline::contract)
                .map(committed -> new ContractValidator(options().baseline().orElseThrow(), types, this::isInSource)
                        .check(committed, contract))
                .ifPresent(diagnostics::addAll);
        return diagnostics;
    }

    private Optional<Diagnostic> write(String path, String text, List<TypeElement> origins) {
        try {
            new GeneratedFiles(processingEnv.getFiler()).writeResource(path, text, origins);
            return Optional.empty();
        } catch (IOException error) {
            return Optional.of(
                    Diagnostic.of(WRITE_FAILED, new Position.Nowhere(), path, String.valueOf(error.getMessage())));
        }
    }

    private boolean isInSource(Element element) {
        return sourceNames.contains(
                TypeMirrors.topLevelOf(element).getQualifiedName().toString());
    }

    private ContractOptions options() {
        return ContractOptions.of(Options.of(isInitialized() ? processingEnv.getOptions() : Map.of()));
    }
}

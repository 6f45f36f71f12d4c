package dev.runcast.processor.validation;

import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_FOREIGN_EMITTER;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_INJECTED_NULLABLE;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_INJECTED_TYPE;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_NO_EVENTS;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_RESERVED_TYPE;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_TWO_CONFIGS;
import static dev.runcast.processor.diagnostic.DiagnosticId.RUNNABLE_TWO_EMITTERS;

import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.DiagnosticId;
import dev.runcast.processor.diagnostic.Position;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.ParameterRole;
import dev.runcast.processor.discovery.TypeMirrors;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.VariableElement;

/** Checks the parameters that the caller does not give. */
final class InjectedParameters {
    private InjectedParameters() {}

    /** Returns what is wrong with the parameters of {@code method} that are not its input. */
    static List<Diagnostic> faults(AnnotatedMethod method) {
        List<Diagnostic> faults = new ArrayList<>();
        String emitter = method.type().names().events();
        List<VariableElement> configs = method.parameters(ParameterRole.CONFIG);
        if (configs.size() > 1) {
            faults.add(at(configs.get(1), RUNNABLE_TWO_CONFIGS, method.displayName(), configs.get(0), configs.get(1)));
        }
        List<VariableElement> emitters = method.parameters(ParameterRole.EVENTS);
        if (!emitters.isEmpty() && method.type().events().isEmpty()) {
            faults.add(at(
                    emitters.get(0), RUNNABLE_NO_EVENTS, emitter, method.type().displayName()));
        } else if (emitters.size() > 1) {
            faults.add(at(
                    emitters.get(1),
                    RUNNABLE_TWO_EMITTERS,
                    method.displayName(),
                    emitter,
                    emitters.get(0),
                    emitters.get(1)));
        }
        for (VariableElement parameter : method.parameters(ParameterRole.FOREIGN_EVENTS)) {
            String foreign = TypeMirrors.simpleName(parameter.asType());
            faults.add(at(
                    parameter, RUNNABLE_FOREIGN_EMITTER, foreign, method.type().displayName(), emitter, foreign));
        }
        for (VariableElement parameter : method.parameters(ParameterRole.RESERVED)) {
            faults.add(at(parameter, RUNNABLE_RESERVED_TYPE, TypeMirrors.simpleName(parameter.asType())));
        }
        for (VariableElement parameter : method.parameters(ParameterRole.INJECTED_OTHERWISE)) {
            faults.add(at(
                    parameter,
                    RUNNABLE_INJECTED_TYPE,
                    displayType(parameter, method),
                    TypeMirrors.simpleName(TypeMirrors.bare(parameter.asType()))));
        }
        method.injected().stream()
                .filter(TypeMirrors::isNullable)
                .forEach(parameter -> faults.add(at(parameter, RUNNABLE_INJECTED_NULLABLE, parameter)));
        return faults;
    }

    private static String displayType(VariableElement parameter, AnnotatedMethod method) {
        String type = TypeMirrors.simpleName(parameter.asType());
        List<? extends VariableElement> all = method.element().getParameters();
        return method.element().isVarArgs() && parameter.equals(all.get(all.size() - 1))
                ? type.substring(0, type.length() - "[]".length()) + "..."
                : type;
    }

    private static Diagnostic at(VariableElement parameter, DiagnosticId id, Object... arguments) {
        return Diagnostic.of(id, Position.of(parameter), arguments);
    }
}

package dev.runcast.processor.javac;

import static dev.runcast.processor.diagnostic.DiagnosticId.EMITS_EVENT_UNEMITTED;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.runcast.processor.diagnostic.Diagnostic;
import dev.runcast.processor.diagnostic.SourceTrees;
import dev.runcast.processor.discovery.AnnotatedMethod;
import dev.runcast.processor.discovery.AnnotatedType;
import dev.runcast.processor.discovery.EventDeclaration;
import dev.runcast.processor.discovery.ParameterRole;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Name;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Finds events whose methods take no emitter. Nothing is said where the class emits by key or by name, where a method hands its config on, by
 * which other code may, and of methods that are empty, which are not written yet.
 */
public final class UnemittedEvents {
    /** Also those that are not injected, of which other messages tell. */
    private static final Set<ParameterRole> EMITTERS =
            EnumSet.of(ParameterRole.EVENTS, ParameterRole.FOREIGN_EVENTS, ParameterRole.INJECTED_OTHERWISE);

    private final SourceTrees trees;

    public UnemittedEvents(SourceTrees trees) {
        this.trees = trees;
    }

    /** Checks the events of {@code type}. */
    public List<Diagnostic> check(AnnotatedType type) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        boolean isEmitterThere =
                !type.events().isEmpty() && type.events().stream().noneMatch(EventDeclaration::isPayloadMissing);
        if (!isEmitterThere || emits(type)) {
            return diagnostics;
        }
        Map<Element, TreePath> members = trees.membersOf(type.element());
        for (AnnotatedMethod method : type.runnables()) {
            if (isSilent(method, members.get(method.element()))) {
                add(method.events(), method.displayName() + " takes no " + emitter(type), diagnostics);
            }
        }
        boolean isSilent =
                type.runnables().stream().allMatch(method -> isSilent(method, members.get(method.element())));
        if (isSilent && !type.runnables().isEmpty()) {
            add(type.ownEvents(), "no runnable of " + type.displayName() + " takes " + emitter(type), diagnostics);
        }
        return diagnostics;
    }

    private static void add(List<EventDeclaration> events, String reason, List<Diagnostic> diagnostics) {
        events.forEach(event -> diagnostics.add(
                Diagnostic.of(EMITS_EVENT_UNEMITTED, event.annotation().position(), event.name(), reason)));
    }

    private static String emitter(AnnotatedType type) {
        return type.names().events();
    }

    private boolean emits(AnnotatedType type) {
        return trees.pathOf(type.element())
                .filter(path -> Dispatches.in(path.getLeaf(), emitter(type)))
                .isPresent();
    }

    private static boolean isSilent(AnnotatedMethod method, @Nullable TreePath path) {
        return path != null
                && path.getLeaf() instanceof MethodTree tree
                && tree.getBody() != null
                && !tree.getBody().getStatements().isEmpty()
                && method.element().getParameters().stream()
                        .map(parameter ->
                                ParameterRole.of(parameter, method.type().names()))
                        .noneMatch(EMITTERS::contains)
                && method.parameters(ParameterRole.CONFIG).stream()
                        .map(VariableElement::getSimpleName)
                        .noneMatch(config -> ConfigUses.handOn(config, tree.getBody()));
    }

    /** Looks for what emits without an emitter that is injected. */
    private static final class Dispatches extends TreeScanner<Void, Void> {
        private static final Set<String> METHODS = Set.of("dispatch", "dispatchAsync", "tryDispatch");

        private final String emitter;
        private boolean isFound;

        private Dispatches(String emitter) {
            this.emitter = emitter;
        }

        static boolean in(Tree type, String emitter) {
            Dispatches scanner = new Dispatches(emitter);
            scanner.scan(type, null);
            return scanner.isFound;
        }

        /** A parameter that is an emitter is no emitter of this type's runnables that lack it. */
        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            return scan(method.getBody(), null);
        }

        @Override
        public Void visitIdentifier(IdentifierTree identifier, Void unused) {
            Name name = identifier.getName();
            isFound |= name.contentEquals("CustomEvents") || name.contentEquals(emitter);
            return null;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            isFound |= METHODS.contains(nameOf(call.getMethodSelect()));
            return super.visitMethodInvocation(call, null);
        }

        private static String nameOf(ExpressionTree method) {
            if (method instanceof MemberSelectTree select) {
                return select.getIdentifier().toString();
            }
            return method instanceof IdentifierTree identifier
                    ? identifier.getName().toString()
                    : "";
        }
    }

    /** Looks for calls that are given the config, other than {@code withConfig}, which starts runs with it. */
    private static final class ConfigUses extends TreeScanner<Void, Void> {
        private final Name config;
        private boolean isFound;

        private ConfigUses(Name config) {
            this.config = config;
        }

        static boolean handOn(Name config, Tree body) {
            ConfigUses scanner = new ConfigUses(config);
            scanner.scan(body, null);
            return scanner.isFound;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            boolean isWithConfig = call.getMethodSelect() instanceof MemberSelectTree select
                    && select.getIdentifier().contentEquals("withConfig");
            isFound |= !isWithConfig && isGiven(call.getArguments());
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitNewClass(NewClassTree creation, Void unused) {
            isFound |= isGiven(creation.getArguments());
            return super.visitNewClass(creation, null);
        }

        private boolean isGiven(List<? extends ExpressionTree> arguments) {
            return arguments.stream().anyMatch(argument -> Calls.isNamed(config, argument));
        }
    }
}

package dev.runcast.processor.render;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.runcast.processor.model.Argument;
import dev.runcast.processor.model.RunnableMethod;
import dev.runcast.processor.model.RunnablesClass;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Name;
import javax.lang.model.util.ElementFilter;

/** What Javadoc calls a method, in the source and in the wrapper: with its parameters where others are called alike. */
final class MethodLinks {
    private final RunnableMethod method;
    private final RunnablesClass owner;

    MethodLinks(RunnableMethod method, RunnablesClass owner) {
        this.method = method;
        this.owner = owner;
    }

    /** Returns the annotated method, such as {@code Greeter#greet}. */
    CodeBlock toSource() {
        boolean isOverloaded = isRepeated(ElementFilter.methodsIn(owner.type().getEnclosedElements()).stream()
                .map(Element::getSimpleName));
        return CodeBlock.of("$T#$L", ClassName.get(owner.type()), reference(isOverloaded, true));
    }

    /** Returns the wrapper's method, such as {@code #greet}. */
    CodeBlock toWrapper() {
        boolean isOverloaded =
                isRepeated(owner.methods().stream().map(each -> each.element().getSimpleName()))
                        || name().contentEquals("withConfig");
        return CodeBlock.of("#$L", reference(isOverloaded, false));
    }

    private CodeBlock reference(boolean isOverloaded, boolean isInjectedShown) {
        return isOverloaded
                ? method.arguments().stream()
                        .flatMap(argument -> parameter(argument, isInjectedShown))
                        .collect(CodeBlock.joining(", ", name() + "(", ")"))
                : CodeBlock.of("$L", name());
    }

    /** Names only what the wrapper imports anyway, since an import for a comment is one that some compilers warn of. */
    private Stream<CodeBlock> parameter(Argument argument, boolean isInjectedShown) {
        if (argument instanceof Argument.Input input) {
            return Stream.of(input(input));
        }
        if (argument instanceof Argument.Chunks) {
            return Stream.of(
                    isInjectedShown
                            ? CodeBlock.of("$L", RuntimeTypes.CHUNK_SINK.canonicalName())
                            : CodeBlock.of("$T", Consumer.class));
        }
        if (argument instanceof Argument.Completion) {
            return isInjectedShown ? Stream.of(CodeBlock.of("kotlin.coroutines.Continuation")) : Stream.empty();
        }
        CodeBlock injected = argument instanceof Argument.Config
                ? CodeBlock.of("$T", RuntimeTypes.RUNNABLE_CONFIG)
                : CodeBlock.of("$L", owner.names().events());
        return isInjectedShown ? Stream.of(injected) : Stream.empty();
    }

    private CodeBlock input(Argument.Input input) {
        boolean isVarargs = method.element().isVarArgs()
                && input.equals(method.arguments().get(method.arguments().size() - 1));
        return isVarargs && TypeNames.erased(input.parameter().asType()) instanceof ArrayTypeName array
                ? CodeBlock.of("$T...", array.componentType())
                : CodeBlock.of("$T", TypeNames.erased(input.parameter().asType()));
    }

    private Name name() {
        return method.element().getSimpleName();
    }

    private boolean isRepeated(Stream<Name> names) {
        return names.filter(name()::equals).count() > 1;
    }
}

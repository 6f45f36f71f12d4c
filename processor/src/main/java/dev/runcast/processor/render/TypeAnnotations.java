package dev.runcast.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.runcast.processor.discovery.AnnotationUse;
import dev.runcast.processor.discovery.TypeMirrors;
import dev.runcast.processor.model.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/**
 * The annotations of types that generated code repeats, such as {@code @Nullable}. An annotation is left out if its target does not
 * allow it there, or if it names something that generated code cannot see, or that is deprecated.
 */
final class TypeAnnotations {
    private static final String TYPE_USE = "TYPE_USE";
    private static final String TYPE_PARAMETER = "TYPE_PARAMETER";

    /** The package that the generated code is in. */
    private final Element packageOfCode;

    TypeAnnotations(TypeElement origin) {
        this.packageOfCode = TypeMirrors.packageOf(origin);
    }

    /** Returns those of a type where it is used. ECJ gives those of the declaration of a type variable, too. */
    List<AnnotationSpec> of(TypeMirror type) {
        List<? extends AnnotationMirror> declared =
                type instanceof TypeVariable variable ? ofDeclaration(variable) : List.of();
        return copies(
                type.getAnnotationMirrors().stream()
                        .filter(annotation -> !declared.contains(annotation))
                        .toList(),
                Set.of(TYPE_USE));
    }

    /** The element that ECJ gives for a type variable has the annotations of its use. */
    private static List<? extends AnnotationMirror> ofDeclaration(TypeVariable variable) {
        TypeParameterElement use = (TypeParameterElement) variable.asElement();
        return use.getGenericElement() instanceof Parameterizable declaration
                ? declaration.getTypeParameters().stream()
                        .filter(parameter -> parameter.getSimpleName().equals(use.getSimpleName()))
                        .flatMap(parameter -> parameter.getAnnotationMirrors().stream())
                        .toList()
                : List.of();
    }

    /** Returns those of a type parameter where it is declared. */
    List<AnnotationSpec> of(TypeParameterElement parameter) {
        return copies(parameter.getAnnotationMirrors(), Set.of(TYPE_USE, TYPE_PARAMETER));
    }

    private List<AnnotationSpec> copies(List<? extends AnnotationMirror> annotations, Set<String> places) {
        return annotations.stream()
                .filter(annotation ->
                        isAllowedIn(places, annotation.getAnnotationType().asElement()))
                .map(this::copy)
                .flatMap(Optional::stream)
                .toList();
    }

    /** An annotation type without a target may stand at type parameters, but compilers do not agree on that. */
    private static boolean isAllowedIn(Set<String> places, Element annotationType) {
        return AnnotationUse.find(annotationType, "java.lang.annotation.Target").stream()
                .flatMap(target -> target.values("value").stream())
                .anyMatch(place -> place.getValue() instanceof VariableElement constant
                        && places.contains(constant.getSimpleName().toString()));
    }

    private Optional<AnnotationSpec> copy(AnnotationMirror annotation) {
        DeclaredType type = annotation.getAnnotationType();
        if (!isNameable(type)) {
            return Optional.empty();
        }
        AnnotationSpec.Builder copy = AnnotationSpec.builder(ClassName.get((TypeElement) type.asElement()));
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> member :
                annotation.getElementValues().entrySet()) {
            Optional<CodeBlock> value = value(member.getValue());
            if (value.isEmpty() || isDeprecated(member.getKey())) {
                return Optional.empty();
            }
            copy.addMember(member.getKey().getSimpleName().toString(), value.get());
        }
        return Optional.of(copy.build());
    }

    private Optional<CodeBlock> value(AnnotationValue value) {
        return value.accept(new Values(), null);
    }

    private boolean isNameable(TypeMirror type) {
        return TypeMirrors.parts(type)
                .allMatch(part -> part.getKind() != TypeKind.ERROR
                        && (!(part instanceof DeclaredType declared) || isNameable(declared.asElement())));
    }

    private boolean isNameable(Element type) {
        Visibility visibility = Visibility.of(type);
        boolean isVisible = visibility == Visibility.PUBLIC
                || (visibility == Visibility.PACKAGE
                        && TypeMirrors.packageOf(type).equals(packageOfCode));
        return isVisible && !isDeprecated(type);
    }

    private static boolean isDeprecated(Element element) {
        return TypeMirrors.deprecationOf(element).isPresent();
    }

    /** Writes values as constant expressions, or gives nothing for what cannot be named. */
    private final class Values extends SimpleAnnotationValueVisitor14<Optional<CodeBlock>, Void> {
        @Override
        protected Optional<CodeBlock> defaultAction(Object constant, Void unused) {
            return Optional.of(Literals.ofConstant(constant));
        }

        @Override
        public Optional<CodeBlock> visitEnumConstant(VariableElement constant, Void unused) {
            TypeElement type = TypeMirrors.typeOf(constant);
            return isNameable(type) && !isDeprecated(constant)
                    ? Optional.of(CodeBlock.of("$T.$L", ClassName.get(type), constant.getSimpleName()))
                    : Optional.empty();
        }

        @Override
        public Optional<CodeBlock> visitType(TypeMirror type, Void unused) {
            return isNameable(type) ? Optional.of(CodeBlock.of("$T.class", TypeNames.erased(type))) : Optional.empty();
        }

        @Override
        public Optional<CodeBlock> visitAnnotation(AnnotationMirror annotation, Void unused) {
            return copy(annotation).map(copy -> CodeBlock.of("$L", copy));
        }

        @Override
        public Optional<CodeBlock> visitArray(List<? extends AnnotationValue> values, Void unused) {
            List<CodeBlock> elements = new ArrayList<>();
            for (AnnotationValue value : values) {
                value(value).ifPresent(elements::add);
            }
            if (elements.size() < values.size()) {
                return Optional.empty();
            }
            return Optional.of(
                    elements.size() == 1
                            ? elements.get(0)
                            : elements.stream().collect(CodeBlock.joining(", ", "{", "}")));
        }
    }
}

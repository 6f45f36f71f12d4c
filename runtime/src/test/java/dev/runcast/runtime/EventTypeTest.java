package dev.runcast.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.runcast.runtime.json.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventTypeTest {
    private record Progress(int step) {}

    @Test
    void isEqualWhenNameAndPayloadTypeAre() {
        EventType<Progress> type = EventType.of("progress", Progress.class);
        assertThat(type).isEqualTo(EventType.of("progress", Progress.class));
        assertThat(type).hasSameHashCodeAs(EventType.of("progress", Progress.class));
        assertThat(type).isNotEqualTo(EventType.of("progress", Integer.class));
        assertThat(type).isNotEqualTo(EventType.of("other", Progress.class));
        assertThat(type).isNotEqualTo("progress");
        assertThat(EventType.of("done")).isEqualTo(EventType.of("done", Void.class));
    }

    @Test
    void acceptsInstancesOfItsPayload() {
        EventType<Number> type = EventType.of("n", Number.class);
        assertThat(type.accepts(1)).isTrue();
        assertThat(type.accepts(1.5)).isTrue();
        assertThat(type.accepts("1")).isFalse();
        assertThat(type.accepts(null)).isFalse();
    }

    @Test
    void withoutDataAcceptsNullOnly() {
        assertThat(EventType.of("done").accepts(null)).isTrue();
        assertThat(EventType.of("done").accepts("x")).isFalse();
    }

    @Test
    void worksWithArraysAndRawCollections() {
        assertThat(EventType.of("bytes", byte[].class).accepts(new byte[1])).isTrue();
        assertThat(EventType.of("list", List.class).accepts(new ArrayList<>())).isTrue();
    }

    @Test
    void tellsItsNameAndPayload() {
        EventType<Progress> type = EventType.of("progress", Progress.class);
        assertThat(type.name()).isEqualTo("progress");
        assertThat(type.payloadType()).isEqualTo(Progress.class);
        assertThat(type).hasToString("progress(Progress)");
        assertThat(EventType.of("done").payloadType()).isEqualTo(Void.class);
        assertThat(EventType.of("done")).hasToString("done()");
    }

    @Test
    void mayHaveAnyNameThatIsNotBlank() {
        assertThat(EventType.of("a b/ü.1").name()).isEqualTo("a b/ü.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.of(" \t"))
                .withMessageContaining("blank")
                .withMessageContaining("Give it a name");
        assertThatIllegalArgumentException().isThrownBy(() -> EventType.of("", String.class));
        assertThatNullPointerException().isThrownBy(() -> EventType.of(null)).withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> EventType.of("e", (Class<String>) null))
                .withMessage("payload");
    }

    @Test
    void carriesNoPrimitives() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventType.of("count", int.class))
                .withMessageContaining("\"count\"")
                .withMessageContaining("int")
                .withMessageContaining("boxed type");
        assertThatIllegalArgumentException().isThrownBy(() -> EventType.of("nothing", void.class));
    }

    /** Types that class literals cannot name. */
    @Nested
    class WithAGenericPayload {
        private static class Steps extends TypeRef<List<Progress>> {}

        private static final class SameSteps extends Steps {}

        private abstract static class Several<E> extends TypeRef<Map<String, ? extends List<E[]>>> {}

        private abstract static class Pairs<A, B> extends Several<Map<? super B, A>> {}

        private static final class NamedPairs extends Pairs<Integer, String> {}

        private final EventType<List<Progress>> steps = EventType.of("steps", new Steps());

        @Test
        void tellsTheWholeType() {
            assertThat(steps.payloadType().getTypeName()).endsWith("List<" + Progress.class.getName() + ">");
            assertThat(steps).hasToString("steps(List<Progress>)");
            assertThat(EventType.of("any", new TypeRef<Map<?, ? extends Map.Entry<? super Integer, int[]>>>() {}))
                    .hasToString("any(Map<?, ? extends Entry<? super Integer, int[]>>)");
            assertThat(EventType.of("arrays", new TypeRef<List<String>[][]>() {}))
                    .hasToString("arrays(List<String>[][])");
            assertThat(new Steps()).hasToString("List<Progress>");
        }

        @Test
        void isEqualWhenTheTypesAre() {
            assertThat(steps)
                    .isEqualTo(EventType.of("steps", new TypeRef<List<Progress>>() {}))
                    .hasSameHashCodeAs(EventType.of("steps", new TypeRef<List<Progress>>() {}))
                    .isEqualTo(EventType.of("steps", new SameSteps()))
                    .isNotEqualTo(EventType.of("steps", new TypeRef<List<Integer>>() {}))
                    .isNotEqualTo(EventType.of("steps", List.class))
                    .isNotEqualTo(EventType.of("others", new Steps()));
            assertThat(new Steps()).isEqualTo(new SameSteps()).hasSameHashCodeAs(new SameSteps());
            assertThat(new Steps())
                    .isNotEqualTo(new TypeRef<List<Integer>>() {})
                    .isNotEqualTo("List<Progress>");
        }

        @Test
        void followsTheTypeThroughClassesBetween() {
            TypeRef<?> sameType = new TypeRef<Map<String, ? extends List<Map<? super String, Integer>[]>>>() {};
            assertThat(new NamedPairs()).isEqualTo(sameType).hasSameHashCodeAs(sameType);
            assertThat(sameType).isEqualTo(new NamedPairs());
            assertThat(new Several<String>() {}).hasToString("Map<String, ? extends List<String[]>>");
        }

        @Test
        void mayBeATypeThatAClassLiteralNames() {
            assertThat(EventType.of("progress", new TypeRef<Progress>() {}))
                    .isEqualTo(EventType.of("progress", Progress.class));
            assertThat(EventType.of("done", new TypeRef<Void>() {})).isEqualTo(EventType.of("done"));
        }

        @Test
        void acceptsInstancesOfItsClass() {
            assertThat(steps.accepts(List.of(new Progress(1)))).isTrue();
            assertThat(steps.accepts(List.of("no progress"))).isTrue();
            assertThat(steps.accepts(Set.of())).isFalse();
            assertThat(steps.accepts(null)).isFalse();
            EventType<List<String>[]> arrays = EventType.of("arrays", new TypeRef<>() {});
            assertThat(arrays.accepts(new List<?>[0])).isTrue();
            assertThat(arrays.accepts(new Object[0])).isFalse();
        }

        @Test
        void readsTheWholeType() {
            assertThat(steps.read("[{\"step\":1},{\"step\":2}]")).containsExactly(new Progress(1), new Progress(2));
            assertThat(steps.read("null")).isNull();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> steps.read("[{\"step\":1},{\"step\":\"two\"}]"))
                    .withMessageStartingWith("This is no payload of steps(List<Progress>).")
                    .withMessageContaining("It is at [1].step");
            EventType<List<Progress>[]> arrays = EventType.of("arrays", new TypeRef<>() {});
            assertThat(arrays.read("[[{\"step\":1}]]"))
                    .singleElement()
                    .satisfies(each -> assertThat(each).containsExactly(new Progress(1)));
        }

        @Test
        void listenersGetIt() {
            List<Integer> seen = new ArrayList<>();
            RunnableConfig config = RunnableConfig.builder()
                    .on(steps, all -> all.forEach(progress -> seen.add(progress.step())))
                    .build();
            TypedRunnable.of("work", (String text) -> {
                        CustomEvents.dispatch(steps, List.of(new Progress(1), new Progress(2)));
                        return text;
                    })
                    .invoke("x", config);
            assertThat(seen).containsExactly(1, 2);
        }

        @Test
        @SuppressWarnings("rawtypes")
        void hasToNameAType() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TypeRef() {})
                    .withMessageStartingWith(WithAGenericPayload.class.getName())
                    .withMessageEndingWith(
                            " does not say which type it names. Name it in full, as class Hits extends TypeRef<List<Hit>> does.");
            assertThatIllegalArgumentException().isThrownBy(() -> new Several() {});
            assertThatIllegalArgumentException().isThrownBy(WithAGenericPayload::<String>open);
            assertThatNullPointerException()
                    .isThrownBy(() -> EventType.of("e", (TypeRef<String>) null))
                    .withMessage("payload");
        }

        private static <T> TypeRef<List<T>> open() {
            return new TypeRef<>() {};
        }
    }

    @Nested
    class Read {
        private final EventType<Progress> type = EventType.of("progress", Progress.class);

        @Test
        void givesWhatWasWritten() {
            assertThat(type.read(JsonCodec.defaultCodec().write(new Progress(3))))
                    .isEqualTo(new Progress(3));
            assertThat(EventType.of("text", String.class).read("\"a\"")).isEqualTo("a");
            assertThat((Object) EventType.of("list", List.class).read("[1]")).isEqualTo(List.of(1));
            assertThat(type.read("null")).isNull();
            assertThat(EventType.of("done").read("null")).isNull();
        }

        @Test
        void skipsWhatThePayloadDoesNotHave() {
            assertThat(type.read("{\"step\":1,\"new\":2}")).isEqualTo(new Progress(1));
        }

        @Test
        void saysWhatIsWrongAndWhere() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> type.read("{\"step\":\"one\"}"))
                    .withMessage(
                            "This is no payload of progress(Progress). This is no JSON for " + Progress.class.getName()
                                    + ": Cannot deserialize value of type `int` from String \"one\": not a valid `int` value."
                                    + " It is at step, in line 1, column 9: \"one\"}");
            assertThatIllegalArgumentException()
                    .as("the payload of another event of this name")
                    .isThrownBy(() -> type.read("{\"percent\":50}"))
                    .withMessageEndingWith(
                            "Missing required creator property 'step' (index 0). It is at step, in line 1, column 14: }");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> type.read("{\"step\":"))
                    .withMessageStartingWith("This is no payload of progress(Progress).");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EventType.of("done").read("{\"step\":1}"))
                    .withMessage("This is no payload of done(). The event has no data, and this is not null: {step=1}."
                            + " Use the key with which it was emitted.");
        }
    }

    private sealed interface Shape permits Circle, Square {}

    private record Circle(double radius) implements Shape {}

    private record Square(double side) implements Shape {}

    @Test
    void mayBeThatOfASealedHierarchy() {
        EventType<Shape> drawn = EventType.of("drawn", Shape.class);
        assertThat(drawn.accepts(new Circle(1))).isTrue();
        List<Double> areas = new ArrayList<>();
        RunnableConfig config = RunnableConfig.builder()
                .on(drawn, shape -> {
                    if (shape instanceof Circle circle) {
                        areas.add(3 * circle.radius() * circle.radius());
                    } else if (shape instanceof Square square) {
                        areas.add(square.side() * square.side());
                    }
                })
                .build();
        TypedRunnable.of("draw", (String text) -> {
                    CustomEvents.dispatch(drawn, new Circle(2));
                    CustomEvents.dispatch(drawn, new Square(3));
                    return text;
                })
                .invoke("x", config);
        assertThat(areas).containsExactly(12.0, 9.0);
        assertThatIllegalArgumentException()
                .as("without a name of the class in the JSON")
                .isThrownBy(() -> drawn.read("{\"radius\":1}"))
                .withMessageContaining(
                        "Have its JSON name the class: put @JsonTypeInfo(use = Id.SIMPLE_NAME, property = \"type\") on Shape");
    }
}

package dev.runcast.runtime.json;

import java.io.Serial;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.jackson.JacksonSerializableSerializer;
import tools.jackson.databind.ser.jackson.JsonValueSerializer;
import tools.jackson.databind.ser.jdk.IterableSerializer;

/**
 * Keeps Jackson from reading what changes when it is read. Jackson would read an iterator to its end, open the connection of a data
 * source, or advance a counter behind an {@link IntSupplier}, and the program would miss what its observers took.
 */
final class Unread extends ValueSerializerModifier {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What gives its content once, or computes something when Jackson takes it for a bean and calls its getters. */
    private static final List<Class<?>> ACTING = List.of(
            Iterator.class,
            Enumeration.class,
            Spliterator.class,
            Flow.Publisher.class,
            IntSupplier.class,
            LongSupplier.class,
            DoubleSupplier.class,
            BooleanSupplier.class);

    /** The same, of libraries and modules that the program need not have. */
    private static final Set<String> ACTING_BY_NAME =
            Set.of("org.reactivestreams.Publisher", "java.net.URLConnection", "javax.xml.stream.XMLStreamReader");

    /** Packages whose interfaces stand for something outside the program: a database, a request. */
    private static final Set<String> OUTSIDE =
            Set.of("java.sql", "javax.sql", "jakarta.servlet", "jakarta.servlet.http");

    @Override
    public ValueSerializer<?> modifySerializer(
            SerializationConfig config, BeanDescription.Supplier description, ValueSerializer<?> serializer) {
        Class<?> type = description.getBeanClass();
        boolean saysItself =
                serializer instanceof JsonValueSerializer || serializer instanceof JacksonSerializableSerializer;
        boolean changes = isChangedByReading(type) || serializer instanceof IterableSerializer;
        return changes && !saysItself ? new Refuser() : serializer;
    }

    /** Keeps Jackson from calling getters, since such a getter may open what it returns, and nobody would close that. */
    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription.Supplier description, List<BeanPropertyWriter> properties) {
        if (!description.getBeanClass().isRecord()) {
            properties.replaceAll(property -> property.getMember() instanceof AnnotatedMethod
                            && !property.hasSerializer()
                            && isChangedByReading(property.getType().getRawClass())
                    ? new RefusedProperty(property)
                    : property);
        }
        return properties;
    }

    private static boolean isChangedByReading(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return false;
        }
        // Whatever has to be closed is a resource: a stream, a reader, a channel, a connection. Only a record with the
        // method "close" has nothing but its components.
        return (AutoCloseable.class.isAssignableFrom(type) && !type.isRecord())
                || ACTING.stream().anyMatch(acting -> acting.isAssignableFrom(type))
                || isNamed(type);
    }

    private static boolean isNamed(@Nullable Class<?> type) {
        if (type == null) {
            return false;
        }
        if (ACTING_BY_NAME.contains(type.getName())
                || (type.isInterface() && OUTSIDE.contains(type.getPackageName()))) {
            return true;
        }
        for (Class<?> above : type.getInterfaces()) {
            if (isNamed(above)) {
                return true;
            }
        }
        return isNamed(type.getSuperclass());
    }

    private static String message(Class<?> type) {
        return "A value of " + type.getName() + " cannot be written as JSON: reading it could change it or use it up."
                + " Send a copy of what matters, such as a list.";
    }

    private static void writeNote(Class<?> type, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("__error__", IllegalArgumentException.class.getSimpleName());
        json.writeStringProperty("message", message(type));
        json.writeEndObject();
    }

    /** Refuses to write a value. Where it is a part of another one, a note stands in its place, and the rest is written. */
    private static final class Refuser extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializationContext context) {
            if (json.streamWriteContext().inRoot()) {
                throw new Refusal(json, message(value.getClass()));
            }
            writeNote(value.getClass(), json);
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator json, SerializationContext context, TypeSerializer type) {
            serialize(value, json, context);
        }
    }

    /** Writes a note in the place of a property that it does not read. */
    private static final class RefusedProperty extends BeanPropertyWriter {
        @Serial
        private static final long serialVersionUID = 1L;

        RefusedProperty(BeanPropertyWriter property) {
            super(property);
        }

        @Override
        public void serializeAsProperty(Object bean, JsonGenerator json, SerializationContext context) {
            json.writeName(getName());
            writeNote(getType().getRawClass(), json);
        }
    }

    /** Says that a whole value is refused. */
    static final class Refusal extends DatabindException {
        @Serial
        private static final long serialVersionUID = 1L;

        Refusal(JsonGenerator json, String message) {
            super(json, message);
        }
    }
}

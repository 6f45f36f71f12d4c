package com.example;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.TypeRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Payloads of every shape, an event for each. Fields whose names begin with "any" may hold anything. */
@NullMarked
public class Shapes {
  @Runnable
  @EmitsEvent(name = "primitives", payload = Primitives.class)
  @EmitsEvent(name = "boxes", payload = Boxes.class)
  @EmitsEvent(name = "times", payload = Times.class)
  @EmitsEvent(name = "texts", payload = Texts.class)
  @EmitsEvent(name = "nothing")
  @EmitsEvent(name = "string", payload = String.class)
  @EmitsEvent(name = "number", payload = Integer.class)
  @EmitsEvent(name = "bytes", payload = byte[].class)
  @EmitsEvent(name = "list", payload = List.class)
  @EmitsEvent(name = "map", payload = Map.class)
  @EmitsEvent(name = "object", payload = Object.class)
  @EmitsEvent(name = "grid", payload = int[][].class)
  @EmitsEvent(name = "color", payload = Color.class)
  @EmitsEvent(name = "collections", payload = Collections1.class)
  @EmitsEvent(name = "nulls", payload = Nulls.class)
  @EmitsEvent(name = "unmarked", payload = Unmarked.class)
  @EmitsEvent(name = "bean", payload = Bean.class)
  @EmitsEvent(name = "subclass", payload = Subclass.class)
  @EmitsEvent(name = "generics", payload = Generics.class)
  @EmitsEvent(name = "raw", payload = Page.class)
  @EmitsEvent(name = "page", payload = NumberPage.class)
  @EmitsEvent(name = "pages", payload = TextPages.class)
  @EmitsEvent(name = "trees", payload = Trees.class)
  @EmitsEvent(name = "tree", payload = Tree.class)
  @EmitsEvent(name = "endless", payload = Endless.class)
  @EmitsEvent(name = "figure", payload = Figure.class)
  @EmitsEvent(name = "overlapping", payload = Overlapping.class)
  @EmitsEvent(name = "mixed", payload = Mixed.class)
  @EmitsEvent(name = "diamond", payload = Diamond.class)
  @EmitsEvent(name = "sealed_class", payload = SealedClass.class)
  @EmitsEvent(name = "result", payload = Results.class)
  @EmitsEvent(name = "animal", payload = Animals.class)
  @EmitsEvent(name = "vehicle", payload = Vehicles.class)
  @EmitsEvent(name = "told_by_subclass", payload = ToldBySubclass.class)
  @EmitsEvent(name = "annotated", payload = Annotated.class)
  @EmitsEvent(name = "annotated_bean", payload = AnnotatedBean.class)
  @EmitsEvent(name = "value", payload = Values.class)
  @EmitsEvent(name = "special", payload = Special.class)
  @EmitsEvent(name = "failure", payload = Failure.class)
  @EmitsEvent(name = "empty", payload = Empty.class)
  @EmitsEvent(name = "named", payload = Naming.class)
  @SuppressWarnings("runcast") // Raw payloads are meant.
  public void run() {}

  public record Primitives(
      boolean aBoolean, byte aByte, short aShort, int anInt, long aLong, float aFloat, double aDouble, char aChar) {}

  public record Boxes(
      Boolean aBoolean,
      Long aLong,
      Double aDouble,
      Character aChar,
      BigDecimal bigDecimal,
      BigInteger bigInteger,
      AtomicInteger atomic,
      Number number) {}

  public record Times(
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offsetDateTime,
      ZonedDateTime zonedDateTime,
      OffsetTime offsetTime,
      Duration duration,
      Period period,
      Year year,
      YearMonth yearMonth,
      Month month,
      DayOfWeek day,
      ZoneId zone,
      Date old) {}

  public record Texts(UUID id, URI uri, Locale locale, Currency currency, CharSequence text, char[] chars, byte[] bytes) {}

  public enum Color {
    RED,
    GREEN,
    @JsonProperty("azure")
    BLUE
  }

  public enum Shout {
    QUIET,
    LOUD {
      @Override
      public String toString() {
        return "very loud!";
      }
    };

    @Override
    public String toString() {
      return "loud!";
    }
  }

  public record Collections1(
      List<String> list,
      Set<Color> set,
      Collection<? extends Number> numbers,
      Iterable<Integer> iterable,
      String[] array,
      Map<String, Integer> map,
      SortedMap<Color, List<UUID>> byColor,
      Map.Entry<String, Integer> entry,
      Names names,
      Scores scores,
      List<?> anyList) {}

  public static class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;
  }

  public static class Scores extends TreeMap<String, Double> {
    private static final long serialVersionUID = 1;
  }

  public record Nulls(
      @Nullable String text,
      List<@Nullable String> list,
      @Nullable List<String> maybeList,
      @Nullable Color color,
      Map<String, @Nullable Integer> map,
      String @Nullable [] array,
      Optional<String> optional,
      OptionalInt optionalInt,
      OptionalDouble optionalDouble) {}

  @NullUnmarked
  public record Unmarked(String text, List<String> list, int number) {}

  public static class Bean {
    public int visible = 1;
    int hidden = 2;
    public transient int skipped = 3;
    public static final int CONSTANT = 4;

    public String getName() {
      return "bean";
    }

    public String getURL() {
      return "http://localhost";
    }

    public boolean isReady() {
      return true;
    }

    public Optional<Boolean> isMaybe() {
      return Optional.empty();
    }

    public int isNoGetter() {
      return 1;
    }

    public int gettable() {
      return 1;
    }

    public int get() {
      return 1;
    }

    String getHidden() {
      return "hidden";
    }

    public void setName(String name) {}
  }

  public static class Base<T> {
    private final T value;

    Base(T value) {
      this.value = value;
    }

    public T getValue() {
      return value;
    }
  }

  public interface HasSize {
    default int getSize() {
      return 3;
    }
  }

  public static final class Subclass extends Base<List<Color>> implements HasSize {
    Subclass() {
      super(List.of(Color.RED));
    }
  }

  public record Page<T extends @Nullable Object>(List<T> items, @Nullable T first) {}

  public record Generics(
      Page<Color> colors,
      Page<@Nullable String> strings,
      Page<Page<Integer>> pages,
      Base<? extends Color> wildcard,
      Page<int[]> arrays,
      Page<?> anyPage) {}

  static final class NumberPage extends TypeRef<Page<Integer>> {}

  static final class TextPages extends TypeRef<List<Page<@Nullable String>>> {}

  abstract static class Lists<T> extends TypeRef<List<T>> {}

  static final class Trees extends Lists<Tree> {}

  public record Tree(String name, List<Tree> children, @Nullable Tree parent) {}

  public record Endless<T extends @Nullable Object>(@Nullable Endless<List<T>> next) {}

  public sealed interface Figure permits Circle, Polygon {}

  public record Circle(double radius) implements Figure {}

  public sealed interface Polygon extends Figure permits Square, Rectangle {}

  public record Square(double side) implements Polygon {}

  public record Rectangle(double width, double height, @Nullable Figure inside) implements Polygon {}

  public sealed interface Overlapping permits Metres, Seconds {}

  public record Metres(double amount) implements Overlapping {}

  public record Seconds(double amount) implements Overlapping {}

  public sealed interface Mixed permits Simple, Compound {}

  public enum Simple implements Mixed {
    ONE,
    TWO
  }

  public record Compound(Mixed left, Mixed right) implements Mixed {}

  public sealed interface Diamond permits Left, Right {}

  public sealed interface Left extends Diamond permits Both {}

  public sealed interface Right extends Diamond permits Both, OnlyRight {}

  public record Both(int both) implements Left, Right {}

  public record OnlyRight(int onlyRight) implements Right {}

  public static sealed class SealedClass permits Derived, Open {
    public int getBase() {
      return 1;
    }
  }

  public static final class Derived extends SealedClass {
    public int getDerived() {
      return 2;
    }
  }

  public static non-sealed class Open extends SealedClass {
    public int getOpen() {
      return 3;
    }
  }

  public static class Opener extends Open {
    public int getMore() {
      return 4;
    }
  }

  public sealed interface Result<T> permits Success, Problem {}

  public record Success<T>(T value) implements Result<T> {}

  public record Problem<T>(String message) implements Result<T> {}

  public record Results(Result<Color> color, Result<List<Integer>> numbers) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  public sealed interface Animal permits Cat, Dog {}

  public record Cat(int lives) implements Animal {}

  @JsonTypeName("dog")
  public record Dog(int lives) implements Animal {}

  public record Animals(List<Animal> animals, Cat cat, Dog dog) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({@JsonSubTypes.Type(value = Car.class, name = "car"), @JsonSubTypes.Type(Bike.class)})
  public interface Vehicle {
    int wheels();
  }

  public record Car(int wheels) implements Vehicle {}

  public record Bike(int wheels) implements Vehicle {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  public interface ByClass {}

  public record Classy(int wheels) implements ByClass {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  public interface Wrapped {}

  public record Wrapping(int wheels) implements Wrapped {}

  public record Vehicles(Vehicle vehicle, Car car, Bike bike, Classy classy, Wrapping anyWrapping) {}

  public sealed interface ToldBySubclass permits Telling, NotTelling {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  public record Telling(int a) implements ToldBySubclass {}

  public record NotTelling(int a) implements ToldBySubclass {}

  @JsonIgnoreProperties("alsoIgnored")
  public record Annotated(
      @JsonProperty("other name") int renamed,
      @JsonIgnore int ignored,
      int alsoIgnored,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sometimes,
      @JsonFormat(shape = JsonFormat.Shape.STRING) int anyFormat,
      @JsonUnwrapped Inner unwrapped) {}

  public record Inner(double anyInner) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public static class AnnotatedBean {
    @JsonProperty("hidden")
    private final int secret = 1;

    @JsonProperty("x")
    private final int y = 2;

    @JsonIgnore private final int gone = 3;

    public int getY() {
      return y;
    }

    public int getGone() {
      return gone;
    }

    public List<String> getList() {
      return List.of();
    }

    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
    public String getPassword() {
      return "secret";
    }

    @JsonAnyGetter
    public Map<String, Integer> getOthers() {
      return Map.of("other", secret);
    }
  }

  public record Id(@JsonValue String value, int notWritten) {}

  public enum Level {
    LOW,
    HIGH;

    @JsonValue
    public int number() {
      return ordinal();
    }
  }

  public record Values(Id id, Level level, List<Id> ids, Shout shout) {}

  public static class Money extends Number {
    private static final long serialVersionUID = 1;

    @Override
    public int intValue() {
      return 5;
    }

    @Override
    public long longValue() {
      return 5;
    }

    @Override
    public float floatValue() {
      return 5;
    }

    @Override
    public double doubleValue() {
      return 5;
    }

    @Override
    public String toString() {
      return "5";
    }
  }

  public interface Marker {}

  public record Special(Money anyMoney, Marker anyMarker, Object anyObject, Thread.State anyState) {}

  public static class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  public record Empty() {}

  public record Naming(int getId, boolean isDone, String URL, int aB) {
    public String getExtra() {
      return "extra";
    }
  }

  /** Returns values for each event. */
  public static Map<String, List<Object>> samples() {
    Map<String, List<Object>> samples = new LinkedHashMap<>();
    samples.put(
        "primitives",
        List.of(
            new Primitives(true, (byte) 1, (short) 2, 3, Long.MAX_VALUE, 1.5f, 1e300, 'c'),
            new Primitives(true, (byte) 1, (short) 2, 3, 4, Float.NaN, Double.NEGATIVE_INFINITY, 'c')));
    samples.put(
        "boxes",
        List.of(
            new Boxes(true, 1L, 2.5, 'c', new BigDecimal("12345678901234567890.123"), BigInteger.TEN.pow(30), new AtomicInteger(), 3.5),
            new Boxes(false, -1L, Double.NaN, '"', BigDecimal.ONE, BigInteger.ZERO, new AtomicInteger(), Float.NaN)));
    OffsetDateTime time = OffsetDateTime.of(2026, 11, 24, 10, 0, 0, 0, ZoneOffset.ofHours(1));
    samples.put(
        "times",
        List.of(
            new Times(
                Instant.EPOCH, LocalDate.EPOCH, LocalTime.NOON, time.toLocalDateTime(), time, time.toZonedDateTime(),
                time.toOffsetTime(), Duration.ofMillis(-1500), Period.of(1, -2, 3), Year.of(2026), YearMonth.of(2026, 1),
                Month.MAY, DayOfWeek.MONDAY, ZoneId.of("Europe/Paris"), new Date(0))));
    samples.put(
        "texts",
        List.of(
            new Texts(
                UUID.fromString("0192f0c1-2b3c-7d4e-8f60-718293a4b5c6"), URI.create("a/b?c#d"), Locale.GERMANY, Currency.getInstance("EUR"), new StringBuilder("x"),
                new char[] {'a', 'b'}, new byte[] {1, 2, 3})));
    samples.put("nothing", Collections.singletonList(null));
    samples.put("string", List.of("", "a \"quoted\" text"));
    samples.put("number", List.of(1, -1));
    samples.put("bytes", List.of(new byte[] {1, 2, 3, 4}));
    samples.put("list", List.of(List.of(1, "two"), List.of()));
    samples.put("map", List.of(Map.of("a", 1), Map.of()));
    samples.put("object", List.of(1, "two", List.of(), Map.of()));
    samples.put("grid", List.of((Object) new int[][] {{1, 2}, {}}));
    samples.put("color", List.of(Color.RED, Color.BLUE));
    Names names = new Names();
    names.add("ada");
    Scores scores = new Scores();
    scores.put("ada", 1.5);
    samples.put(
        "collections",
        List.of(
            new Collections1(
                List.of("a"), Set.of(Color.BLUE), List.of(1, 2.5), List.of(1), new String[] {"a"}, Map.of("a", 1),
                new TreeMap<>(Map.of(Color.RED, List.of(UUID.fromString("0192f0c1-2b3c-7d4e-8f60-718293a4b5c6")))), Map.entry("key", 1), names, scores,
                List.of(1, "two"))));
    samples.put(
        "nulls",
        List.of(
            new Nulls(null, Arrays.asList("a", null), null, null, Collections.singletonMap("a", null), null,
                Optional.empty(), OptionalInt.empty(), OptionalDouble.empty()),
            new Nulls("a", List.of("a"), List.of(), Color.RED, Map.of("a", 1), new String[0], Optional.of("a"),
                OptionalInt.of(1), OptionalDouble.of(Double.POSITIVE_INFINITY))));
    samples.put("unmarked", List.of(new Unmarked(null, null, 1), new Unmarked("a", Arrays.asList("a", null), 2)));
    samples.put("bean", List.of(new Bean()));
    samples.put("subclass", List.of(new Subclass()));
    samples.put(
        "generics",
        List.of(
            new Generics(
                new Page<>(List.of(Color.RED), null), new Page<>(Arrays.asList("a", null), null),
                new Page<>(List.of(new Page<>(List.of(1), 1)), null), new Base<>(Color.GREEN),
                new Page<>(List.of(new int[] {1}), null), new Page<>(List.of(1, "two"), "three"))));
    samples.put("raw", List.of(new Page<>(List.of(1, "two"), null)));
    samples.put("page", List.of(new Page<>(List.of(1, 2), null), new Page<>(List.of(), 3)));
    samples.put("pages", List.of(List.of(), List.of(new Page<>(Arrays.asList("a", null), "a"))));
    samples.put("trees", List.of(List.of(new Tree("leaf", List.of(), null))));
    samples.put(
        "tree", List.of(new Tree("a", List.of(new Tree("b", List.of(), null)), new Tree("c", List.of(), null))));
    samples.put("endless", List.of()); // Jackson, too, has no end with it
    samples.put(
        "figure", List.of(new Circle(1), new Square(2), new Rectangle(1, 2, new Rectangle(3, 4, new Circle(5)))));
    samples.put("overlapping", List.of(new Metres(1), new Seconds(2)));
    samples.put("mixed", List.of(Simple.ONE, new Compound(Simple.ONE, new Compound(Simple.TWO, Simple.ONE))));
    samples.put("diamond", List.of(new Both(1), new OnlyRight(2)));
    samples.put(
        "sealed_class",
        List.of(new SealedClass(), new Derived(), new Open(), new Opener()));
    samples.put(
        "result",
        List.of(
            new Results(new Success<>(Color.RED), new Problem<>("none")),
            new Results(new Problem<>("none"), new Success<>(List.of(1)))));
    samples.put("animal", List.of(new Animals(List.of(new Cat(9), new Dog(1)), new Cat(8), new Dog(2))));
    samples.put(
        "vehicle",
        List.of(
            new Vehicles(new Car(4), new Car(4), new Bike(2), new Classy(1), new Wrapping(1)),
            new Vehicles(new Bike(2), new Car(3), new Bike(1), new Classy(1), new Wrapping(1))));
    samples.put("told_by_subclass", List.of(new Telling(1), new NotTelling(2)));
    samples.put(
        "annotated",
        List.of(new Annotated(1, 2, 3, null, 4, new Inner(5)), new Annotated(1, 2, 3, "here", 4, new Inner(5))));
    samples.put("annotated_bean", List.of(new AnnotatedBean()));
    samples.put("value", List.of(new Values(new Id("a", 1), Level.HIGH, List.of(new Id("b", 2)), Shout.LOUD),
            new Values(new Id("a", 1), Level.LOW, List.of(), Shout.QUIET)));
    samples.put(
        "special",
        List.of(
            new Special(new Money(), new Marker() {}, 1, Thread.State.NEW),
            new Special(new Money(), new Marker() {}, Map.of(), Thread.State.NEW)));
    samples.put("failure", List.of(new Failure()));
    samples.put("empty", List.of(new Empty()));
    samples.put("named", List.of(new Naming(1, true, "a", 2)));
    return samples;
  }
}

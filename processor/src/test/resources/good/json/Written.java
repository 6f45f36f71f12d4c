package com.example;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.TypeRef;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;

/** Payloads whose JSON is generated, and others that are left to Jackson. */
public class Written {
  @Runnable
  @EmitsEvent(name = "primitives", payload = Primitives.class)
  @EmitsEvent(name = "boxes", payload = Boxes.class)
  @EmitsEvent(name = "level", payload = Level.class)
  @EmitsEvent(name = "collections", payload = Collections.class)
  @EmitsEvent(name = "node", payload = Node.class)
  @EmitsEvent(name = "names", payload = Names.class)
  @EmitsEvent(name = "empty", payload = Empty.class)
  @EmitsEvent(name = "accessor", payload = Accessor.class)
  @EmitsEvent(name = "labels", payload = Labels.class)
  @EmitsEvent(name = "tables", payload = Tables.class)
  @EmitsEvent(name = "again", payload = Node.class)
  @EmitsEvent(name = "inner", payload = Inner.Level.class)
  @EmitsEvent(name = "old", payload = Old.class)
  @EmitsEvent(name = "outdated", payload = Outdated.class)
  public void written() {}

  @Runnable
  @EmitsEvent(name = "text", payload = String.class)
  @EmitsEvent(name = "count", payload = Long.class)
  @EmitsEvent(name = "nothing")
  public void writtenByTheRuntime() {}

  @Runnable
  @EmitsEvent(name = "renamed", payload = Renamed.class)
  @EmitsEvent(name = "holder", payload = Holder.class)
  @EmitsEvent(name = "value", payload = Value.class)
  @EmitsEvent(name = "coded", payload = Coded.class)
  @EmitsEvent(name = "getter", payload = Getter.class)
  @EmitsEvent(name = "inherited_getter", payload = InheritedGetter.class)
  @EmitsEvent(name = "inherited_annotation", payload = InheritedAnnotation.class)
  @EmitsEvent(name = "supplier", payload = Supplier.class)
  @EmitsEvent(name = "number", payload = AnyNumber.class)
  @EmitsEvent(name = "object", payload = AnyObject.class)
  @EmitsEvent(name = "shape", payload = Shape.class)
  @EmitsEvent(name = "hidden", payload = OfHidden.class)
  @EmitsEvent(name = "box", payload = IntBox.class)
  @EmitsEvent(name = "keys", payload = Keys.class)
  @EmitsEvent(name = "array", payload = int[].class)
  @EmitsEvent(name = "bean", payload = Bean.class)
  public void leftToJackson() {}

  public record Primitives(
      boolean aBoolean, byte aByte, short aShort, int anInt, long aLong, float aFloat, double aDouble, char aChar) {}

  public record Boxes(
      String text,
      Boolean aBoolean,
      Byte aByte,
      Short aShort,
      Integer anInt,
      Long aLong,
      Float aFloat,
      Double aDouble,
      Character aChar,
      BigDecimal decimal,
      BigInteger integer,
      UUID id,
      Instant time,
      Level level) {}

  public enum Level {
    LOW,
    HIGH {
      @Override
      public String toString() {
        return "very high";
      }
    };

    public String getLabel() {
      return "label";
    }
  }

  public record Collections(
      List<String> list,
      Set<Level> set,
      Collection<Integer> collection,
      Map<String, Double> map,
      List<? extends Primitives> records,
      List<List<Node>> lists,
      Map<String, Map<String, List<Level>>> maps,
      List<Map<String, List<List<Boolean>>>> deep) {}

  public record Node(String name, Node next, List<Node> children) {}

  public record Names(
      int aB, int URL, int _x, int $y, int \u00e4\u4e2d, int issue, boolean isolated, int getZ, boolean isX, int setY, int value) {}

  public record Empty() {}

  public record Accessor(int number) implements Comparable<Accessor>, Named {
    public Accessor {
      number++;
    }

    public Accessor(String text) {
      this(text.length());
    }

    @Override
    public int number() {
      return number * 2;
    }

    @Override
    public int compareTo(Accessor other) {
      return 0;
    }

    public static int getCount() {
      return 1;
    }

    public String getAt(int index) {
      return "at";
    }
  }

  public interface Named {
    default String name() {
      return "name";
    }
  }

  public static class Labels extends TypeRef<List<Level>> {}

  public static class Tables extends TypeRef<Map<String, List<Inner.Level>>> {}

  public static class Inner {
    /** Has the simple name of another one. */
    public record Level(int height) {}

    private Inner() {}
  }

  @Deprecated
  public record Old(int age) {}

  public record Outdated(int age, int size) {
    @Deprecated
    @Override
    public int age() {
      return age;
    }
  }

  public record Renamed(@JsonProperty("other") int number) {}

  public record Holder(List<Renamed> renamed) {}

  public record Value(@JsonValue String text) {}

  public enum Coded {
    @JsonProperty("a")
    A
  }

  public record Getter(int number) {
    public int getDouble() {
      return number * 2;
    }
  }

  public interface WithGetter {
    default boolean isGood() {
      return true;
    }
  }

  public record InheritedGetter(int number) implements WithGetter {}

  public interface Annotated {
    @JsonProperty("renamed")
    int number();
  }

  public record InheritedAnnotation(int number) implements Annotated {}

  public record Supplier(int number) implements IntSupplier {
    @Override
    public int getAsInt() {
      return number;
    }
  }

  public record AnyNumber(Number number) {}

  public record AnyObject(Object object) {}

  public sealed interface Shape permits Circle, Square {}

  public record Circle(int radius) implements Shape {}

  public record Square(int side) implements Shape {}

  private record Hidden(int number) {}

  public record OfHidden(List<Hidden> hidden) {
    static OfHidden of(int number) {
      return new OfHidden(List.of(new Hidden(number)));
    }
  }

  public record Box<T>(T content) {}

  public record IntBox(Box<Integer> box) {}

  public record Keys(Map<Level, Integer> byLevel) {}

  public static class Bean {
    public int getNumber() {
      return 1;
    }
  }
}

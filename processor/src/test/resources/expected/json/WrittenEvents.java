package com.example;

import dev.runcast.runtime.EventSink;
import dev.runcast.runtime.EventType;
import dev.runcast.runtime.TypeRef;
import dev.runcast.runtime.codegen.PayloadJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;

/** Emits the custom events that {@link Written} declares with {@code @EmitsEvent}. */
@Generated("dev.runcast.processor.RunnableProcessor")
public final class WrittenEvents {
  /** {@code "primitives"}, with a {@link Written.Primitives}. */
  public static final EventType<Written.Primitives> PRIMITIVES = EventType.of("primitives", Written.Primitives.class, WrittenEvents::writePrimitives);

  /** {@code "boxes"}, with a {@link Written.Boxes}. */
  public static final EventType<Written.Boxes> BOXES = EventType.of("boxes", Written.Boxes.class, WrittenEvents::writeBoxes);

  /** {@code "level"}, with a {@link Written.Level}. */
  public static final EventType<Written.Level> LEVEL = EventType.of("level", Written.Level.class, PayloadJson::constant);

  /** {@code "collections"}, with a {@link Written.Collections}. */
  public static final EventType<Written.Collections> COLLECTIONS = EventType.of("collections", Written.Collections.class, WrittenEvents::writeCollections);

  /** {@code "node"}, with a {@link Written.Node}. */
  public static final EventType<Written.Node> NODE = EventType.of("node", Written.Node.class, WrittenEvents::writeNode);

  /** {@code "names"}, with a {@link Written.Names}. */
  public static final EventType<Written.Names> NAMES = EventType.of("names", Written.Names.class, WrittenEvents::writeNames);

  /** {@code "empty"}, with a {@link Written.Empty}. */
  public static final EventType<Written.Empty> EMPTY = EventType.of("empty", Written.Empty.class, WrittenEvents::writeEmpty);

  /** {@code "accessor"}, with a {@link Written.Accessor}. */
  public static final EventType<Written.Accessor> ACCESSOR = EventType.of("accessor", Written.Accessor.class, WrittenEvents::writeAccessor);

  /** {@code "labels"}, with a {@code List<Written.Level>}. */
  public static final EventType<List<Written.Level>> LABELS = EventType.of("labels", new TypeRef<List<Written.Level>>() {}, (each, list) -> each.list(list, PayloadJson::constant));

  /** {@code "tables"}, with a {@code Map<String, List<Written.Inner.Level>>}. */
  public static final EventType<Map<String, List<Written.Inner.Level>>> TABLES = EventType.of("tables", new TypeRef<Map<String, List<Written.Inner.Level>>>() {}, (each, map) -> each.map(map, (each2, list2) -> each2.list(list2, WrittenEvents::writeLevel)));

  /** {@code "again"}, with a {@link Written.Node}. */
  public static final EventType<Written.Node> AGAIN = EventType.of("again", Written.Node.class, WrittenEvents::writeNode);

  /** {@code "inner"}, with a {@link Written.Inner.Level}. */
  public static final EventType<Written.Inner.Level> INNER = EventType.of("inner", Written.Inner.Level.class, WrittenEvents::writeLevel);

  /** {@code "old"}, with a {@link Written.Old}. */
  @SuppressWarnings("deprecation")
  public static final EventType<Written.Old> OLD = EventType.of("old", Written.Old.class, WrittenEvents::writeOld);

  /** {@code "outdated"}, with a {@link Written.Outdated}. */
  public static final EventType<Written.Outdated> OUTDATED = EventType.of("outdated", Written.Outdated.class, WrittenEvents::writeOutdated);

  /** {@code "text"}, with a {@link String}. */
  public static final EventType<String> TEXT = EventType.of("text", String.class);

  /** {@code "count"}, with a {@link Long}. */
  public static final EventType<Long> COUNT = EventType.of("count", Long.class);

  /** {@code "nothing"}, without data. */
  public static final EventType<Void> NOTHING = EventType.of("nothing");

  /** {@code "renamed"}, with a {@link Written.Renamed}. */
  public static final EventType<Written.Renamed> RENAMED = EventType.of("renamed", Written.Renamed.class);

  /** {@code "holder"}, with a {@link Written.Holder}. */
  public static final EventType<Written.Holder> HOLDER = EventType.of("holder", Written.Holder.class);

  /** {@code "value"}, with a {@link Written.Value}. */
  public static final EventType<Written.Value> VALUE = EventType.of("value", Written.Value.class);

  /** {@code "coded"}, with a {@link Written.Coded}. */
  public static final EventType<Written.Coded> CODED = EventType.of("coded", Written.Coded.class);

  /** {@code "getter"}, with a {@link Written.Getter}. */
  public static final EventType<Written.Getter> GETTER = EventType.of("getter", Written.Getter.class);

  /** {@code "inherited_getter"}, with a {@link Written.InheritedGetter}. */
  public static final EventType<Written.InheritedGetter> INHERITED_GETTER = EventType.of("inherited_getter", Written.InheritedGetter.class);

  /** {@code "inherited_annotation"}, with a {@link Written.InheritedAnnotation}. */
  public static final EventType<Written.InheritedAnnotation> INHERITED_ANNOTATION = EventType.of("inherited_annotation", Written.InheritedAnnotation.class);

  /** {@code "supplier"}, with a {@link Written.Supplier}. */
  public static final EventType<Written.Supplier> SUPPLIER = EventType.of("supplier", Written.Supplier.class);

  /** {@code "number"}, with a {@link Written.AnyNumber}. */
  public static final EventType<Written.AnyNumber> NUMBER = EventType.of("number", Written.AnyNumber.class);

  /** {@code "object"}, with a {@link Written.AnyObject}. */
  public static final EventType<Written.AnyObject> OBJECT = EventType.of("object", Written.AnyObject.class);

  /** {@code "shape"}, with a {@link Written.Shape}. */
  public static final EventType<Written.Shape> SHAPE = EventType.of("shape", Written.Shape.class);

  /** {@code "hidden"}, with a {@link Written.OfHidden}. */
  public static final EventType<Written.OfHidden> HIDDEN = EventType.of("hidden", Written.OfHidden.class);

  /** {@code "box"}, with a {@link Written.IntBox}. */
  public static final EventType<Written.IntBox> BOX = EventType.of("box", Written.IntBox.class);

  /** {@code "keys"}, with a {@link Written.Keys}. */
  public static final EventType<Written.Keys> KEYS = EventType.of("keys", Written.Keys.class);

  /** {@code "array"}, with a {@code int[]}. */
  public static final EventType<int[]> ARRAY = EventType.of("array", int[].class);

  /** {@code "bean"}, with a {@link Written.Bean}. */
  public static final EventType<Written.Bean> BEAN = EventType.of("bean", Written.Bean.class);

  private final EventSink sink;

  /** Creates an emitter that hands every event to {@code sink}. */
  public WrittenEvents(EventSink sink) {
    this.sink = Objects.requireNonNull(sink, "sink");
  }

  /** Emits {@code "primitives"}, declared by {@link Written#written}. */
  public void primitives(Written.Primitives payload) {
    sink.emit(PRIMITIVES, payload);
  }

  /** Emits {@code "primitives"} with a {@link Written.Primitives} of these components. */
  public void primitives(boolean aBoolean, byte aByte, short aShort, int anInt, long aLong,
      float aFloat, double aDouble, char aChar) {
    primitives(new Written.Primitives(aBoolean, aByte, aShort, anInt, aLong, aFloat, aDouble, aChar));
  }

  /** Emits {@code "boxes"}, declared by {@link Written#written}. */
  public void boxes(Written.Boxes payload) {
    sink.emit(BOXES, payload);
  }

  /** Emits {@code "boxes"} with a {@link Written.Boxes} of these components. */
  public void boxes(String text, Boolean aBoolean, Byte aByte, Short aShort, Integer anInt,
      Long aLong, Float aFloat, Double aDouble, Character aChar, BigDecimal decimal,
      BigInteger integer, UUID id, Instant time, Written.Level level) {
    boxes(new Written.Boxes(text, aBoolean, aByte, aShort, anInt, aLong, aFloat, aDouble, aChar, decimal, integer, id, time, level));
  }

  /** Emits {@code "level"}, declared by {@link Written#written}. */
  public void level(Written.Level payload) {
    sink.emit(LEVEL, payload);
  }

  /** Emits {@code "collections"}, declared by {@link Written#written}. */
  public void collections(Written.Collections payload) {
    sink.emit(COLLECTIONS, payload);
  }

  /** Emits {@code "collections"} with a {@link Written.Collections} of these components. */
  public void collections(List<String> list, Set<Written.Level> set, Collection<Integer> collection,
      Map<String, Double> map, List<? extends Written.Primitives> records,
      List<List<Written.Node>> lists, Map<String, Map<String, List<Written.Level>>> maps,
      List<Map<String, List<List<Boolean>>>> deep) {
    collections(new Written.Collections(list, set, collection, map, records, lists, maps, deep));
  }

  /** Emits {@code "node"}, declared by {@link Written#written}. */
  public void node(Written.Node payload) {
    sink.emit(NODE, payload);
  }

  /** Emits {@code "node"} with a {@link Written.Node} of these components. */
  public void node(String name, Written.Node next, List<Written.Node> children) {
    node(new Written.Node(name, next, children));
  }

  /** Emits {@code "names"}, declared by {@link Written#written}. */
  public void names(Written.Names payload) {
    sink.emit(NAMES, payload);
  }

  /** Emits {@code "names"} with a {@link Written.Names} of these components. */
  public void names(int aB, int URL, int _x, int $y, int \u00e4\u4e2d, int issue, boolean isolated, int getZ,
      boolean isX, int setY, int value) {
    names(new Written.Names(aB, URL, _x, $y, \u00e4\u4e2d, issue, isolated, getZ, isX, setY, value));
  }

  /** Emits {@code "empty"}, declared by {@link Written#written}. */
  public void empty(Written.Empty payload) {
    sink.emit(EMPTY, payload);
  }

  /** Emits {@code "accessor"}, declared by {@link Written#written}. */
  public void accessor(Written.Accessor payload) {
    sink.emit(ACCESSOR, payload);
  }

  /** Emits {@code "accessor"} with a {@link Written.Accessor} of this component. */
  public void accessor(int number) {
    accessor(new Written.Accessor(number));
  }

  /** Emits {@code "labels"}, declared by {@link Written#written}. */
  public void labels(List<Written.Level> payload) {
    sink.emit(LABELS, payload);
  }

  /** Emits {@code "tables"}, declared by {@link Written#written}. */
  public void tables(Map<String, List<Written.Inner.Level>> payload) {
    sink.emit(TABLES, payload);
  }

  /** Emits {@code "again"}, declared by {@link Written#written}. */
  public void again(Written.Node payload) {
    sink.emit(AGAIN, payload);
  }

  /** Emits {@code "again"} with a {@link Written.Node} of these components. */
  public void again(String name, Written.Node next, List<Written.Node> children) {
    again(new Written.Node(name, next, children));
  }

  /** Emits {@code "inner"}, declared by {@link Written#written}. */
  public void inner(Written.Inner.Level payload) {
    sink.emit(INNER, payload);
  }

  /** Emits {@code "inner"} with a {@link Written.Inner.Level} of this component. */
  public void inner(int height) {
    inner(new Written.Inner.Level(height));
  }

  /** Emits {@code "old"}, declared by {@link Written#written}. */
  @SuppressWarnings("deprecation")
  public void old(Written.Old payload) {
    sink.emit(OLD, payload);
  }

  /** Emits {@code "old"} with a {@link Written.Old} of this component. */
  @SuppressWarnings("deprecation")
  public void old(int age) {
    old(new Written.Old(age));
  }

  /** Emits {@code "outdated"}, declared by {@link Written#written}. */
  public void outdated(Written.Outdated payload) {
    sink.emit(OUTDATED, payload);
  }

  /** Emits {@code "outdated"} with a {@link Written.Outdated} of these components. */
  public void outdated(int age, int size) {
    outdated(new Written.Outdated(age, size));
  }

  /** Emits {@code "text"}, declared by {@link Written#writtenByTheRuntime}. */
  public void text(String payload) {
    sink.emit(TEXT, payload);
  }

  /** Emits {@code "count"}, declared by {@link Written#writtenByTheRuntime}. */
  public void count(Long payload) {
    sink.emit(COUNT, payload);
  }

  /** Emits {@code "nothing"}, declared by {@link Written#writtenByTheRuntime}. */
  public void nothing() {
    sink.emit(NOTHING, null);
  }

  /** Emits {@code "renamed"}, declared by {@link Written#leftToJackson}. */
  public void renamed(Written.Renamed payload) {
    sink.emit(RENAMED, payload);
  }

  /** Emits {@code "renamed"} with a {@link Written.Renamed} of this component. */
  public void renamed(int number) {
    renamed(new Written.Renamed(number));
  }

  /** Emits {@code "holder"}, declared by {@link Written#leftToJackson}. */
  public void holder(Written.Holder payload) {
    sink.emit(HOLDER, payload);
  }

  /** Emits {@code "holder"} with a {@link Written.Holder} of this component. */
  public void holder(List<Written.Renamed> renamed) {
    holder(new Written.Holder(renamed));
  }

  /** Emits {@code "value"}, declared by {@link Written#leftToJackson}. */
  public void value(Written.Value payload) {
    sink.emit(VALUE, payload);
  }

  /** Emits {@code "value"} with a {@link Written.Value} of this component. */
  public void value(String text) {
    value(new Written.Value(text));
  }

  /** Emits {@code "coded"}, declared by {@link Written#leftToJackson}. */
  public void coded(Written.Coded payload) {
    sink.emit(CODED, payload);
  }

  /** Emits {@code "getter"}, declared by {@link Written#leftToJackson}. */
  public void getter(Written.Getter payload) {
    sink.emit(GETTER, payload);
  }

  /** Emits {@code "getter"} with a {@link Written.Getter} of this component. */
  public void getter(int number) {
    getter(new Written.Getter(number));
  }

  /** Emits {@code "inherited_getter"}, declared by {@link Written#leftToJackson}. */
  public void inheritedGetter(Written.InheritedGetter payload) {
    sink.emit(INHERITED_GETTER, payload);
  }

  /** Emits {@code "inherited_getter"} with a {@link Written.InheritedGetter} of this component. */
  public void inheritedGetter(int number) {
    inheritedGetter(new Written.InheritedGetter(number));
  }

  /** Emits {@code "inherited_annotation"}, declared by {@link Written#leftToJackson}. */
  public void inheritedAnnotation(Written.InheritedAnnotation payload) {
    sink.emit(INHERITED_ANNOTATION, payload);
  }

  /** Emits {@code "inherited_annotation"} with a {@link Written.InheritedAnnotation} of this component. */
  public void inheritedAnnotation(int number) {
    inheritedAnnotation(new Written.InheritedAnnotation(number));
  }

  /** Emits {@code "supplier"}, declared by {@link Written#leftToJackson}. */
  public void supplier(Written.Supplier payload) {
    sink.emit(SUPPLIER, payload);
  }

  /** Emits {@code "supplier"} with a {@link Written.Supplier} of this component. */
  public void supplier(int number) {
    supplier(new Written.Supplier(number));
  }

  /** Emits {@code "number"}, declared by {@link Written#leftToJackson}. */
  public void number(Written.AnyNumber payload) {
    sink.emit(NUMBER, payload);
  }

  /** Emits {@code "number"} with a {@link Written.AnyNumber} of this component. */
  public void number(Number number) {
    number(new Written.AnyNumber(number));
  }

  /** Emits {@code "object"}, declared by {@link Written#leftToJackson}. */
  public void object(Written.AnyObject payload) {
    sink.emit(OBJECT, payload);
  }

  /** Emits {@code "shape"}, declared by {@link Written#leftToJackson}. */
  public void shape(Written.Shape payload) {
    sink.emit(SHAPE, payload);
  }

  /** Emits {@code "hidden"}, declared by {@link Written#leftToJackson}. */
  public void hidden(Written.OfHidden payload) {
    sink.emit(HIDDEN, payload);
  }

  /** Emits {@code "box"}, declared by {@link Written#leftToJackson}. */
  public void box(Written.IntBox payload) {
    sink.emit(BOX, payload);
  }

  /** Emits {@code "box"} with a {@link Written.IntBox} of this component. */
  public void box(Written.Box<Integer> box) {
    box(new Written.IntBox(box));
  }

  /** Emits {@code "keys"}, declared by {@link Written#leftToJackson}. */
  public void keys(Written.Keys payload) {
    sink.emit(KEYS, payload);
  }

  /** Emits {@code "keys"} with a {@link Written.Keys} of this component. */
  public void keys(Map<Written.Level, Integer> byLevel) {
    keys(new Written.Keys(byLevel));
  }

  /** Emits {@code "array"}, declared by {@link Written#leftToJackson}. */
  public void array(int[] payload) {
    sink.emit(ARRAY, payload);
  }

  /** Emits {@code "bean"}, declared by {@link Written#leftToJackson}. */
  public void bean(Written.Bean payload) {
    sink.emit(BEAN, payload);
  }

  private static void writePrimitives(PayloadJson json, Written.Primitives value) {
    if (json.begin(value)) {
      json.raw("\"aBoolean\":").bool(value.aBoolean());
      json.raw(",\"aByte\":").number(value.aByte());
      json.raw(",\"aShort\":").number(value.aShort());
      json.raw(",\"anInt\":").number(value.anInt());
      json.raw(",\"aLong\":").number(value.aLong());
      json.raw(",\"aFloat\":").number(value.aFloat());
      json.raw(",\"aDouble\":").number(value.aDouble());
      json.raw(",\"aChar\":").scalar(value.aChar());
      json.end();
    }
  }

  private static void writeBoxes(PayloadJson json, Written.Boxes value) {
    if (json.begin(value)) {
      json.raw("\"text\":").string(value.text());
      json.raw(",\"aBoolean\":").scalar(value.aBoolean());
      json.raw(",\"aByte\":").scalar(value.aByte());
      json.raw(",\"aShort\":").scalar(value.aShort());
      json.raw(",\"anInt\":").scalar(value.anInt());
      json.raw(",\"aLong\":").scalar(value.aLong());
      json.raw(",\"aFloat\":").scalar(value.aFloat());
      json.raw(",\"aDouble\":").scalar(value.aDouble());
      json.raw(",\"aChar\":").scalar(value.aChar());
      json.raw(",\"decimal\":").scalar(value.decimal());
      json.raw(",\"integer\":").scalar(value.integer());
      json.raw(",\"id\":").scalar(value.id());
      json.raw(",\"time\":").scalar(value.time());
      json.raw(",\"level\":").constant(value.level());
      json.end();
    }
  }

  private static void writeCollections(PayloadJson json, Written.Collections value) {
    if (json.begin(value)) {
      json.raw("\"list\":").list(value.list(), PayloadJson::string);
      json.raw(",\"set\":").list(value.set(), PayloadJson::constant);
      json.raw(",\"collection\":").list(value.collection(), PayloadJson::scalar);
      json.raw(",\"map\":").map(value.map(), PayloadJson::scalar);
      json.raw(",\"records\":").list(value.records(), WrittenEvents::writePrimitives);
      json.raw(",\"lists\":").list(value.lists(), (each, list) -> each.list(list, WrittenEvents::writeNode));
      json.raw(",\"maps\":").map(value.maps(), (each, map) -> each.map(map, (each2, list2) -> each2.list(list2, PayloadJson::constant)));
      json.raw(",\"deep\":").list(value.deep(), (each, map) -> each.map(map, (each2, list2) -> each2.list(list2, (each3, list3) -> each3.list(list3, PayloadJson::scalar))));
      json.end();
    }
  }

  private static void writeNode(PayloadJson json, Written.Node value) {
    if (json.begin(value)) {
      json.raw("\"name\":").string(value.name());
      writeNode(json.raw(",\"next\":"), value.next());
      json.raw(",\"children\":").list(value.children(), WrittenEvents::writeNode);
      json.end();
    }
  }

  private static void writeNames(PayloadJson json, Written.Names value) {
    if (json.begin(value)) {
      json.raw("\"aB\":").number(value.aB());
      json.raw(",\"URL\":").number(value.URL());
      json.raw(",\"_x\":").number(value._x());
      json.raw(",\"$y\":").number(value.$y());
      json.raw(",\"\u00e4\u4e2d\":").number(value.\u00e4\u4e2d());
      json.raw(",\"issue\":").number(value.issue());
      json.raw(",\"isolated\":").bool(value.isolated());
      json.raw(",\"getZ\":").number(value.getZ());
      json.raw(",\"isX\":").bool(value.isX());
      json.raw(",\"setY\":").number(value.setY());
      json.raw(",\"value\":").number(value.value());
      json.end();
    }
  }

  private static void writeEmpty(PayloadJson json, Written.Empty value) {
    if (json.begin(value)) {
      json.end();
    }
  }

  private static void writeAccessor(PayloadJson json, Written.Accessor value) {
    if (json.begin(value)) {
      json.raw("\"number\":").number(value.number());
      json.end();
    }
  }

  private static void writeLevel(PayloadJson json, Written.Inner.Level value) {
    if (json.begin(value)) {
      json.raw("\"height\":").number(value.height());
      json.end();
    }
  }

  @SuppressWarnings("deprecation")
  private static void writeOld(PayloadJson json, Written.Old value) {
    if (json.begin(value)) {
      json.raw("\"age\":").number(value.age());
      json.end();
    }
  }

  @SuppressWarnings("deprecation")
  private static void writeOutdated(PayloadJson json, Written.Outdated value) {
    if (json.begin(value)) {
      json.raw("\"age\":").number(value.age());
      json.raw(",\"size\":").number(value.size());
      json.end();
    }
  }
}

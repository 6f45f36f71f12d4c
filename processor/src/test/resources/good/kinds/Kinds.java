package com.example;

import dev.runcast.annotations.EmitsEvent;
import dev.runcast.annotations.Runnable;
import dev.runcast.runtime.RunnableConfig;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** All kinds of types. */
public final class Kinds {
  public record Point(int x, int y) {
    @Runnable
    public Point plus(Point other, RunnableConfig config) {
      return new Point(x + other.x, y + other.y);
    }

    @Runnable
    public static Point origin() {
      return new Point(0, 0);
    }
  }

  public enum Operation {
    PLUS {
      @Override
      public int apply(int a, int b) {
        return a + b;
      }
    };

    @Runnable
    public abstract int apply(int a, int b);
  }

  @EmitsEvent(name = "drawn", payload = Shape.class)
  @EmitsEvent(name = "round", payload = Shape.Circle.class)
  public sealed interface Shape {
    @Runnable
    double area(Kinds_ShapeEvents events);

    @Runnable
    default Shape doubled() {
      return this;
    }

    @Runnable
    static double unit() {
      return 1;
    }

    record Circle(double radius, String unit) implements Shape {
      @Override
      public double area(Kinds_ShapeEvents events) {
        events.drawn(this);
        events.round(radius, unit);
        return Math.PI * radius * radius;
      }
    }

    record Square(double side) implements Shape {
      @Override
      public double area(Kinds_ShapeEvents events) {
        return side * side;
      }
    }
  }

  /** Bounds that name what they bound, and exceptions that are type parameters. */
  public abstract static class Base<S extends Base<S>> {
    @Runnable
    protected abstract S self();

    @Runnable
    public <E extends Enum<E>, X extends IOException, Y extends RuntimeException> E parse(Class<E> type, String text)
        throws X, Y {
      return Enum.valueOf(type, text);
    }

    @Runnable
    public <T extends Object & Comparable<? super T> & Serializable> T max(List<? extends T> items)
        throws IOException, InterruptedException {
      return items.get(0);
    }

    @Runnable
    public Map.Entry<String, ? extends S> entry(Map.Entry<S, ?>[] entries, int index) {
      return entries.length == 0 ? null : Map.entry("", entries[index].getKey());
    }
  }

  protected static class Guarded {
    protected record Progress(int step, int total) {}

    protected static class Failure extends Exception {
      private static final long serialVersionUID = 1;
    }

    @Runnable
    @EmitsEvent(name = "progress", payload = Progress.class)
    protected Progress work(Progress progress, Kinds_GuardedEvents events) throws Failure {
      events.progress(progress.step(), progress.total());
      return progress;
    }
  }
}

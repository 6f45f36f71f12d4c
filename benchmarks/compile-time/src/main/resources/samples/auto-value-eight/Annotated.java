package samples;

import com.google.auto.value.AutoValue;

@AutoValue
public abstract class Sample {
    public static Builder builder() {
        return new AutoValue_Sample.Builder();
    }

    public abstract int step();

    public abstract int total();

    public abstract String note();

    public abstract String topic();

    public abstract long started();

    public abstract boolean isLast();

    public abstract String author();

    public abstract double share();

    @AutoValue.Builder
    public abstract static class Builder {
        public abstract Builder step(int step);

        public abstract Builder total(int total);

        public abstract Builder note(String note);

        public abstract Builder topic(String topic);

        public abstract Builder started(long started);

        public abstract Builder isLast(boolean isLast);

        public abstract Builder author(String author);

        public abstract Builder share(double share);

        public abstract Sample build();
    }
}

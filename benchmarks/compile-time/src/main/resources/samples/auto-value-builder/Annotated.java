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

    @AutoValue.Builder
    public abstract static class Builder {
        public abstract Builder step(int step);

        public abstract Builder total(int total);

        public abstract Builder note(String note);

        public abstract Sample build();
    }
}

package samples;

import com.google.auto.value.AutoValue;

@AutoValue
public abstract class Sample {
    public static Sample create(int step, int total, String note) {
        return new AutoValue_Sample(step, total, note);
    }

    public abstract int step();

    public abstract int total();

    public abstract String note();
}

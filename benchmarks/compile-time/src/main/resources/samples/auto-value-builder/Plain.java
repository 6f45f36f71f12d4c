package samples;

public abstract class Sample {
    public abstract int step();

    public abstract int total();

    public abstract String note();

    public abstract static class Builder {
        public abstract Builder step(int step);

        public abstract Builder total(int total);

        public abstract Builder note(String note);

        public abstract Sample build();
    }
}

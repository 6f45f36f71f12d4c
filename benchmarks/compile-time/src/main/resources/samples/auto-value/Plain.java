package samples;

public abstract class Sample {
    public abstract int step();

    public abstract int total();

    public abstract String note();
}

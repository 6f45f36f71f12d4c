package dev.runcast.runtime.json;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Gives numbers as they are, or not at all. Jackson reads 1e999 as infinity and the byte 200 as -56. An integer may be written as 1.0, as
 * in JSON Schema.
 */
final class ExactParser extends JsonParserDelegate {
    ExactParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public boolean isExpectedNumberIntToken() {
        return super.isExpectedNumberIntToken() || (isFloat() && isWhole(getDecimalValue()));
    }

    private boolean isFloat() {
        return hasToken(JsonToken.VALUE_NUMBER_FLOAT);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public byte getByteValue() {
        int number = getIntValue();
        if (number != (byte) number) {
            throw outOfRange(byte.class);
        }
        return (byte) number;
    }

    @Override
    public double getDoubleValue() {
        return finite(super.getDoubleValue(), double.class);
    }

    @Override
    public float getFloatValue() {
        return (float) finite(super.getFloatValue(), float.class);
    }

    @Override
    public Number getNumberValue() {
        Number number = super.getNumberValue();
        if (number instanceof Double) {
            finite(number.doubleValue(), double.class);
        }
        return number;
    }

    private double finite(double number, Class<?> type) {
        if (Double.isInfinite(number)) {
            throw outOfRange(type);
        }
        return number;
    }

    private InputCoercionException outOfRange(Class<?> type) {
        return new InputCoercionException(
                this, "Numeric value (" + getString() + ") out of range of " + type.getName(), currentToken(), type);
    }
}

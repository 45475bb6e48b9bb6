package org.sgdyn.cli.command;

import java.util.OptionalLong;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Location;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads whole numbers of the command line by the rule of experiment files: 1000, 1e3 and 1000.0 are the same. */
final class WholeNumber implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        OptionalLong whole = whole(text);
        if (whole.isEmpty() || whole.getAsLong() != (int) whole.getAsLong()) {
            throw new TypeConversionException("must be an integer of at most 9 digits, not \"" + text + "\"");
        }
        return (int) whole.getAsLong();
    }

    private static OptionalLong whole(String text) {
        try {
            return new ConfigNode.Scalar(Double.parseDouble(text), new Location("", 0, 0)).whole();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}

package @package@;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;

/**
 * Works off tasks in packages, as an engine would ship them: work, tasks and results are data that can be serialized.
 *
 * @param size @parameterMeaning@
 */
public record @Class@(int size) implements Executor {

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.integer("size", Range.atLeast(1), 8));
    }

    @Override
    public <T extends Serializable, R extends Serializable> void execute(
            List<T> tasks, Work<T, R> work, Consumer<? super R> results) {
        for (int from = 0; from < tasks.size(); from += size) {
            // Here a package would go to another process, and its results come back.
            List<R> done = tasks.subList(from, Math.min(tasks.size(), from + size)).stream()
                    .map(work::apply)
                    .toList();
            done.forEach(results);
        }
    }
}

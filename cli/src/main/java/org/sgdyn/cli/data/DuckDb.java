package org.sgdyn.cli.data;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.sgdyn.data.DataException;

/** The database DuckDB, which reads Parquet, where its driver is among the plug-ins: it is larger than this program. */
final class DuckDb {

    private static final String URL = "jdbc:duckdb:";

    /** One thread keeps the order of rows and little of the file in memory; nothing is fetched or written elsewhere. */
    private static final String[] SETTINGS = {
        "SET threads = 1",
        "SET memory_limit = '2GB'",
        "SET temp_directory = ''",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false"
    };

    private DuckDb() {}

    /** Opens an empty database in memory, in which the rows of an answer come one after the other. */
    static Connection connect(String file, ClassLoader classes) throws DataException {
        Driver driver = driver(file, classes)
                .orElseThrow(() -> new DataException(
                        file,
                        "it is Parquet, which the driver of DuckDB reads, and that is not here; put its jar, duckdb_jdbc of"
                                + " org.duckdb in Maven's central repository, into the directory plugins/ of the program, name it"
                                + " by --plugins, or save the samples as NPY, NPZ or CSV"));
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        try {
            Connection connection = driver.connect(URL, properties);
            if (connection == null) {
                throw new DataException(file, "the driver of DuckDB does not connect; take another version of its jar");
            }
            try (Statement statement = connection.createStatement()) {
                for (String setting : SETTINGS) {
                    statement.execute(setting);
                }
            } catch (SQLException refused) {
                connection.close();
                throw refused;
            }
            return connection;
        } catch (SQLException | LinkageError unusable) {
            throw new DataException(
                    file,
                    "the driver of DuckDB does not run here (" + unusable
                            + "); take another version of its jar, or save the" + " samples as NPY, NPZ or CSV",
                    unusable);
        }
    }

    private static Optional<Driver> driver(String file, ClassLoader classes) throws DataException {
        try {
            return ServiceLoader.load(Driver.class, classes).stream()
                    .filter(found -> found.type().getName().startsWith("org.duckdb."))
                    .findFirst()
                    .map(ServiceLoader.Provider::get);
        } catch (ServiceConfigurationError | LinkageError broken) {
            throw new DataException(
                    file, "a driver among the plug-ins cannot be loaded (" + broken + "); replace its jar", broken);
        }
    }
}

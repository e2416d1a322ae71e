// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A {@link RouteApplication} in a process of its own. It stops when its standard input ends, so also when its parent dies. */
final class RouteMain {

    private RouteMain() {}

    public static void main(String[] args) throws Exception {
        RouteApplication application = new RouteApplication(read(Path.of(args[0])));
        try {
            application.start();
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        application.close();
        Runtime.getRuntime().halt(0);
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}

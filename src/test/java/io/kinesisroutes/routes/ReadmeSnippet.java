// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.routes;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;

/** The Java that the README shows to those who embed us, compiled from the README itself. */
final class ReadmeSnippet {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String FRAME = """
            import io.kinesisroutes.component.KinesisComponent;
            import io.kinesisroutes.routes.KinesisStream;
            import io.kinesisroutes.routes.KinesisToKinesis;
            import org.apache.camel.CamelContext;

            public final class Snippet {
                public static void apply(CamelContext context) throws Exception {
            %s    }
            }
            """;

    private final String code;

    private ReadmeSnippet(String code) {
        this.code = code;
    }

    /** The first one below a heading. */
    static ReadmeSnippet below(String heading) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Matcher matcher = JAVA.matcher(readme);
        if (!readme.contains(heading) || !matcher.find(readme.indexOf(heading))) {
            throw new IllegalStateException("There is no Java below '" + heading + "' in README.md");
        }
        return new ReadmeSnippet(matcher.group(1));
    }

    /** What it says is done to a context. */
    void apply(CamelContext context, Path directory) throws Exception {
        compile(Files.writeString(directory.resolve("Snippet.java"), FRAME.formatted(code)), directory);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Snippet").getMethod("apply", CamelContext.class).invoke(null, context);
        }
    }

    private void compile(Path source, Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-proc:none",
                "-d",
                directory.toString(),
                "-cp",
                Files.readString(Path.of("target/kinesis-routes-test.classpath")));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new IllegalStateException("The README's Java does not compile: " + said + "\n" + code);
            }
        }
    }
}

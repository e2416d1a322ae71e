// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.kinesisroutes.local.LocalCredentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;

/** Runs commands with everything logged that can be, and finds secrets in all that they let out. */
final class SecretWatch implements AutoCloseable {

    /**
     * Not those that hold what is sent, credentials and all, and are there for that: the wire logs and, in the SDK, what is
     * signed. Camel itself writes down every setting at DEBUG, be it a secret, and hides those at INFO only; at TRACE it does
     * so with each property that it sets, or fails to.
     */
    private static final Map<String, Level> LEVELS = Map.ofEntries(
            Map.entry("io.kinesisroutes", Level.TRACE),
            Map.entry("org.apache.camel", Level.TRACE),
            Map.entry("org.apache.camel.main.BaseMainSupport", Level.INFO),
            Map.entry("org.apache.camel.main.MainHelper", Level.INFO),
            Map.entry("org.apache.camel.support.service.BaseService", Level.DEBUG),
            Map.entry("org.apache.camel.impl.engine.DefaultBeanIntrospection", Level.DEBUG),
            Map.entry("software.amazon.awssdk", Level.DEBUG),
            Map.entry("software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner", Level.INFO),
            Map.entry("org.apache.http.wire", Level.OFF),
            Map.entry("org.apache.http.headers", Level.OFF));

    private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Map<String, Level> before = new HashMap<>();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Recorder recorder = new Recorder();
    private final Instant start = Instant.now();
    private final List<Path> directories;

    /** @param directories where a command may write */
    SecretWatch(Path... directories) {
        this.directories = List.of(directories);
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        LEVELS.forEach((name, level) -> {
            before.put(name, logging.getLogger(name).getLevel());
            logging.getLogger(name).setLevel(level);
        });
        recorder.setContext(logging);
        recorder.start();
        root.addAppender(recorder);
    }

    /** What one command let out, by what it was. */
    record Seen(CommandRun run, Map<String, String> texts) {}

    Seen run(String... arguments) {
        recorder.clear();
        Map<String, String> texts = new HashMap<>();
        CommandRun run = run(texts, arguments);
        texts.put("standard output", run.out());
        texts.put("standard error", run.err());
        texts.put("the log", recorder.text());
        return new Seen(run, texts);
    }

    private static CommandRun run(Map<String, String> texts, String... arguments) {
        CommandLine line = KinesisRoutes.commandLine();
        IExecutionExceptionHandler ours = line.getExecutionExceptionHandler();
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            texts.put("the stack trace", trace.toString());
            return ours.handleExecutionException(e, command, parsed);
        });
        return CommandRun.of(line, arguments);
    }

    /** Every line of all that was seen, and of all files, that holds a secret; without the secret. */
    List<String> leaks(Seen seen, Iterable<LocalCredentials> credentials) throws IOException {
        Set<String> secrets = secrets(credentials);
        List<String> leaks = new ArrayList<>();
        seen.texts().forEach((what, text) -> find(what, text, secrets, leaks));
        for (Path directory : directories) {
            for (Path file : written(directory)) {
                find(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1), secrets, leaks);
            }
        }
        return leaks;
    }

    private static Set<String> secrets(Iterable<LocalCredentials> credentials) {
        Set<String> secrets = new LinkedHashSet<>();
        for (LocalCredentials each : credentials) {
            secrets.add(each.secretAccessKey());
            if (each.sessionToken() != null) {
                secrets.add(each.sessionToken());
            }
        }
        List.copyOf(secrets).forEach(secret -> secrets.add(URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        return secrets;
    }

    private static void find(String what, String text, Set<String> secrets, List<String> leaks) {
        if (secrets.stream().noneMatch(text::contains)) {
            return;
        }
        text.lines().forEach(line -> {
            String shown = line;
            for (String secret : secrets) {
                shown = shown.replace(secret, "<SECRET>");
            }
            if (!shown.equals(line)) {
                leaks.add(what + ": " + shown);
            }
        });
    }

    private List<Path> written(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean built = folder.endsWith(".git")
                        || folder.endsWith("target/classes")
                        || folder.endsWith("target/test-classes");
                return built ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && !attributes.lastModifiedTime().toInstant().isBefore(start)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    @Override
    public void close() {
        root.detachAppender(recorder);
        recorder.stop();
        before.forEach((name, level) -> logging.getLogger(name).setLevel(level));
        others.forEach(root::addAppender);
    }

    private static final class Recorder extends AppenderBase<ILoggingEvent> {

        private final StringBuilder text = new StringBuilder();

        @Override
        protected void append(ILoggingEvent event) {
            text.append(event.getLevel())
                    .append(' ')
                    .append(event.getLoggerName())
                    .append(' ')
                    .append(event.getFormattedMessage())
                    .append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .append('\n');
            }
        }

        // An appender appends under its own lock.
        synchronized void clear() {
            text.setLength(0);
        }

        synchronized String text() {
            return text.toString();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A file of kamelets/, read as YAML. */
record KameletFile(Path path, Map<?, ?> document) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([\\w-]+)}}");

    static List<KameletFile> all() {
        try (Stream<Path> files = Files.list(Path.of("kamelets"))) {
            return files.sorted().map(KameletFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KameletFile read(Path path) {
        try {
            Load load = new Load(LoadSettings.builder().build());
            return new KameletFile(path, (Map<?, ?>) load.loadFromString(Files.readString(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands at the end of a path of keys; {@code null} if nothing does. */
    Object at(String... keys) {
        Object node = document;
        for (String key : keys) {
            node = node instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return node;
    }

    Map<?, ?> map(String... keys) {
        return at(keys) instanceof Map<?, ?> map ? map : Map.of();
    }

    List<?> list(String... keys) {
        return at(keys) instanceof List<?> list ? list : List.of();
    }

    String name() {
        return String.valueOf(at("metadata", "name"));
    }

    String label() {
        return String.valueOf(at("metadata", "labels", "camel.apache.org/kamelet.type"));
    }

    String annotation(String name) {
        Object value = at("metadata", "annotations", "camel.apache.org/" + name);
        return value == null ? "" : value.toString();
    }

    Map<String, Map<?, ?>> properties() {
        Map<String, Map<?, ?>> properties = new TreeMap<>();
        map("spec", "definition", "properties")
                .forEach((name, property) -> properties.put(name.toString(), (Map<?, ?>) property));
        return properties;
    }

    List<String> beans() {
        return list("spec", "template", "beans").stream()
                .map(bean -> ((Map<?, ?>) bean).get("name").toString())
                .toList();
    }

    /** The placeholders of the template that are no beans, and whether each may be left away. */
    Map<String, Boolean> placeholders() {
        Map<String, Boolean> found = new TreeMap<>();
        Matcher matcher = PLACEHOLDER.matcher(at("spec", "template").toString());
        while (matcher.find()) {
            if (!beans().contains(matcher.group(2))) {
                found.put(matcher.group(2), !matcher.group(1).isEmpty());
            }
        }
        return found;
    }

    /** The URIs of the template's first step and of those that send, as they are written. */
    List<String> uris() {
        List<String> uris = new ArrayList<>();
        collect(at("spec", "template"), uris);
        return uris;
    }

    private static void collect(Object node, List<String> uris) {
        if (node instanceof List<?> list) {
            list.forEach(element -> collect(element, uris));
        } else if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value instanceof String uri && List.of("uri", "to").contains(key)) {
                    uris.add(uri);
                }
                collect(value, uris);
            });
        }
    }

    /** From an option of our endpoint in the template to the property whose value it gets; the stream included. */
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        collectOptions(at("spec", "template"), options);
        return options;
    }

    private void collectOptions(Object node, Map<String, String> options) {
        if (node instanceof List<?> list) {
            list.forEach(element -> collectOptions(element, options));
        } else if (node instanceof Map<?, ?> map) {
            if (String.valueOf(map.get("uri")).startsWith("{{local-aws2-kinesis}}:")) {
                options.put(
                        "streamName",
                        property(map.get("uri").toString().substring("{{local-aws2-kinesis}}:".length())));
                ((Map<?, ?>) map.get("parameters"))
                        .forEach((option, value) -> options.put(option.toString(), property(value.toString())));
                options.values().removeIf(name()::equals);
            }
            map.values().forEach(value -> collectOptions(value, options));
        }
    }

    private static String property(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.matches() ? matcher.group(2) : text;
    }

    /** The required properties. */
    TreeSet<String> required() {
        TreeSet<String> required = new TreeSet<>();
        list("spec", "definition", "required").forEach(name -> required.add(name.toString()));
        return required;
    }

    @Override
    public String toString() {
        return name();
    }
}

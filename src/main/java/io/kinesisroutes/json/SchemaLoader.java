// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import io.kinesisroutes.config.Problems;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** Loads and compiles a JSON Schema. */
final class SchemaLoader {

    private static final String ADVICE =
            "Example: file:schemas/order.schema.json, or classpath:order.schema.json from your jar";

    private final CamelContext context;
    private final Problems problems;

    SchemaLoader(CamelContext context, Problems problems) {
        this.context = context;
        this.problems = problems;
    }

    /**
     * @param uri of a resource that Camel can load
     * @return empty if a problem was added
     */
    Optional<JsonSchema> load(String uri) {
        Resource resource = ResourceHelper.resolveResource(context, uri);
        if (resource == null) {
            problems.add("schema", uri, "is not a place that Camel can load from", ADVICE);
            return Optional.empty();
        }
        try (InputStream in = resource.getInputStream()) {
            if (in == null) {
                throw new FileNotFoundException();
            }
            return compile(uri, resource, JsonParsing.parse(in.readAllBytes()));
        } catch (JsonSchemaException | PatternSyntaxException e) {
            problems.add(
                    "schema", uri, "cannot be used as a JSON Schema: " + e.getMessage(), "See https://json-schema.org");
        } catch (FileNotFoundException e) {
            problems.add("schema", uri, "is not there (looked from " + workingDirectory() + ")", ADVICE);
        } catch (IOException e) {
            problems.add("schema", uri, "cannot be read: " + e, ADVICE);
        } catch (InvalidRecordException e) {
            problems.add("schema", uri, "is " + e.getMessage(), "A JSON Schema is a JSON document");
        }
        return Optional.empty();
    }

    private Optional<JsonSchema> compile(String uri, Resource resource, JsonNode document) {
        VersionFlag version =
                SpecVersionDetector.detectOptionalVersion(document, false).orElse(VersionFlag.V202012);
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(version);
        Set<ValidationMessage> wrong = factory.getSchema(SchemaLocation.of(version.getId()), pointers())
                .validate(document);
        if (!document.isObject() && !document.isBoolean() || !wrong.isEmpty()) {
            String first = wrong.isEmpty()
                    ? "neither an object nor a boolean"
                    : wrong.iterator().next().getMessage();
            problems.add("schema", uri, "is JSON but not a JSON Schema: " + first, "See https://json-schema.org");
            return Optional.empty();
        }
        // The location lets a $ref to a file beside this one resolve.
        JsonSchema schema =
                factory.getSchema(SchemaLocation.of(resource.getURI().toString()), document, pointers());
        schema.initializeValidators();
        return Optional.of(schema);
    }

    private static SchemaValidatorsConfig pointers() {
        return SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    }

    private static String workingDirectory() {
        return System.getProperty("user.dir");
    }
}

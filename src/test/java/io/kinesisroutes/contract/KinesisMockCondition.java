// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test class, and says why, where kinesis-mock cannot run: the build itself needs a JDK only. */
final class KinesisMockCondition implements ExecutionCondition {

    private static final int OLDEST_NODE = 18;

    private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\..*\\s*");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!Files.exists(KinesisMock.PACKAGE.resolve("main.js"))) {
            return ConditionEvaluationResult.disabled(
                    "needs kinesis-mock in " + KinesisMock.PACKAGE + ", where .ci/run puts it");
        }
        return nodeVersion() < OLDEST_NODE
                ? ConditionEvaluationResult.disabled("needs Node " + OLDEST_NODE + " or newer to run kinesis-mock")
                : ConditionEvaluationResult.enabled("kinesis-mock is there");
    }

    /** The major version, 0 if there is none. */
    private static int nodeVersion() {
        try {
            Process process = new ProcessBuilder("node", "--version").start();
            process.getOutputStream().close();
            Matcher matcher =
                    NODE_VERSION.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}

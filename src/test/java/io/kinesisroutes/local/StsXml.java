// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

import java.time.Instant;
import java.util.Optional;

/** The answers of STS. */
final class StsXml {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private StsXml() {}

    static String assumeRole(AccessKey key, Instant expires, AssumeRoleInput input, String requestId) {
        String result = element(
                        "AssumedRoleUser",
                        element("AssumedRoleId", escape(key.caller().userId()))
                                + element("Arn", escape(key.caller().arn())))
                + element("Credentials", credentials(key, expires))
                + input.sessionPolicy()
                        .map(any -> element("PackedPolicySize", "6"))
                        .orElse("")
                + optional("SourceIdentity", input.sourceIdentity());
        return response("AssumeRole", result, requestId);
    }

    static String callerIdentity(Caller caller, String requestId) {
        String result = element("Arn", escape(caller.arn()))
                + element("UserId", escape(caller.userId()))
                + element("Account", caller.accountId());
        return response("GetCallerIdentity", result, requestId);
    }

    static String error(AwsError error, String requestId) {
        String type = error.status() >= 500 ? "Receiver" : "Sender";
        String content = element("Type", type)
                + element("Code", escape(error.code()))
                + element("Message", escape(error.getMessage()));
        return root("ErrorResponse", element("Error", content) + element("RequestId", requestId));
    }

    private static String credentials(AccessKey key, Instant expires) {
        return element("AccessKeyId", key.id())
                + element("SecretAccessKey", escape(key.secret()))
                + optional("SessionToken", key.token())
                + element("Expiration", expires.toString());
    }

    private static String response(String operation, String result, String requestId) {
        String metadata = element("ResponseMetadata", element("RequestId", requestId));
        return root(operation + "Response", element(operation + "Result", result) + metadata);
    }

    private static String root(String name, String content) {
        return "<" + name + " xmlns=\"" + NAMESPACE + "\">" + content + "</" + name + ">\n";
    }

    private static String optional(String name, Optional<String> value) {
        return value.map(text -> element(name, escape(text))).orElse("");
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

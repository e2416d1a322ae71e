// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/**
 * What a call is about, as far as it is known before it is carried out.
 *
 * @param service kinesis or sts
 * @param accountId the caller's
 * @param stream null if the call is not about one stream
 * @param principalArn the caller
 * @param resource the ARN that permissions are checked against, or {@code *}
 */
public record CallTarget(
        String service,
        String operation,
        String accountId,
        String region,
        String stream,
        String principalArn,
        String resource) {}

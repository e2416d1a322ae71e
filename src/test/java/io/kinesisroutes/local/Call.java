// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/**
 * A call that was answered, or dropped.
 *
 * @param service kinesis or sts
 * @param accountId the caller's; null if the caller is unknown
 * @param principalArn the caller; null if unknown
 * @param region null if unknown
 * @param resource the stream's or the role's ARN, {@code *}, or null if the call was refused before that was known
 * @param externalId null unless one was sent
 * @param httpStatus 0 if the connection was dropped instead
 * @param errorCode null on success
 */
public record Call(
        String service,
        String operation,
        String accountId,
        String principalArn,
        String region,
        String resource,
        String externalId,
        int httpStatus,
        String errorCode) {}

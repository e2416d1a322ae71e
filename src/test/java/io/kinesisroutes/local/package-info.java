// SPDX-License-Identifier: Apache-2.0
/**
 * A local AWS: Kinesis, STS and IAM on one loopback port, which refuse what AWS refuses.
 *
 * <p>Where it is known to differ from AWS:
 *
 * <ul>
 *   <li>Streams are ACTIVE, resized and deleted at once; there is no state UPDATING, no limit on the shards of an account
 *       and no limit on reshards a day. Rates of shards are enforced when switched on, those of the control plane never.
 *   <li>Nothing falls out of retention by itself; {@code LocalStream.trim()} lets it.
 *   <li>No enhanced fan-out, no encryption, no resource policies, no stream tags. Of STS only AssumeRole, without policy
 *       ARNs and MFA, and GetCallerIdentity.
 *   <li>Policy conditions on dates and addresses never match; policy variables are taken literally.
 *   <li>Where AWS's documentation is silent: a record above the stream's limit and a request above 10 MiB are an
 *       InvalidArgumentException, and UpdateShardCount is authorized on the stream's ARN.
 * </ul>
 */
package io.kinesisroutes.local;

// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.kcl;

/** How soon the shards of a process that died are taken over, and how many requests to DynamoDB that costs. */
public enum Tuning {
    MODERATE,
    AGGRESSIVE
}

// SPDX-License-Identifier: Apache-2.0
/**
 * The source that shares a stream among processes: the Kinesis Client Library with our own way to start it and to hand its
 * records over.
 */
package io.kinesisroutes.kcl;

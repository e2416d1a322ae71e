// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/** What a test looks at and meddles with. */
record Monitoring(Faults faults, CallLog calls) {}

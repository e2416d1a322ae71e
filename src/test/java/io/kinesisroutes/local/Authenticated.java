// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.local;

/** A caller whose signature holds, and the region it signed for. */
record Authenticated(Caller caller, String region) {}

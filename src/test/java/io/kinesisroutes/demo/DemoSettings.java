// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.demo;

import io.kinesisroutes.local.LocalAws;
import io.kinesisroutes.local.LocalCredentials;
import org.apache.camel.main.Main;

/** Runs the project's own routes and properties, with what only this run knows: a port and the deployment's access key. */
final class DemoSettings {

    private DemoSettings() {}

    static void set(LocalAws aws, DemoAccounts accounts) {
        LocalCredentials own = accounts.deployment();
        System.setProperty("local-aws.endpoint", aws.endpoint().toString());
        System.setProperty("aws.accessKeyId", own.accessKeyId());
        System.setProperty("aws.secretAccessKey", own.secretAccessKey());
    }

    static Main camel() {
        Main camel = new Main();
        camel.setPropertyPlaceholderLocations("file:application-demo.properties,file:application.properties");
        return camel;
    }
}

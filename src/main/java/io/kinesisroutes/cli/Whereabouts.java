// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.access.AssumedRole;
import io.kinesisroutes.access.LeaseTableArn;
import io.kinesisroutes.access.NoCredentialsException;
import io.kinesisroutes.access.OwnAccount;
import io.kinesisroutes.component.KinesisEndpoint;
import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** In which account and region streams and lease tables are. Asks STS where the settings do not say it. Not thread-safe. */
final class Whereabouts {

    private OwnAccount own;

    /**
     * The ARN of a side's stream.
     *
     * @throws ConfigurationException if neither the settings nor STS say it
     */
    String streamArn(Side side, KinesisEndpoint endpoint) {
        String name = endpoint.stream().name();
        if (endpoint.stream().arn() != null) {
            return endpoint.stream().arn();
        }
        OwnAccount account = endpoint.connection()
                .role()
                .map(AssumedRole::last)
                .map(role -> new OwnAccount(role.partition(), role.account()))
                .orElseGet(() -> own(
                        endpoint,
                        side + ".stream",
                        "is given by its name only",
                        "Give its ARN: " + side + ".stream=arn:aws:kinesis:eu-west-1:111122223333:stream/" + name));
        return "arn:%s:kinesis:%s:%s:stream/%s"
                .formatted(account.partition(), region(side, endpoint), account.id(), name);
    }

    /**
     * The table of a consumer, which is in the deployment's own account and in the region of the stream.
     *
     * @param account empty to ask STS for it
     * @throws ConfigurationException if neither the settings nor STS say it
     */
    LeaseTableArn leaseTable(Side side, KinesisEndpoint endpoint, String consumer, Optional<String> account) {
        String region = region(side, endpoint);
        OwnAccount whose = account.map(id -> OwnAccount.in(region, id))
                .orElseGet(() -> own(
                        endpoint,
                        AccountOption.NAME,
                        "is not given",
                        "Give it: " + AccountOption.NAME + " 999988887777"));
        return new LeaseTableArn(whose, region, consumer);
    }

    /**
     * The deployment's own account, asked from STS once.
     *
     * @param endpoint whose settings say as whom STS is asked, and where
     * @param option what is not given
     * @throws ConfigurationException if STS does not say it
     */
    OwnAccount own(KinesisEndpoint endpoint, String option, String wrong, String advice) {
        if (own == null) {
            try {
                own = OwnAccount.ask(endpoint.connection());
            } catch (NoCredentialsException e) {
                throw problem(option, wrong + ", and this deployment has no AWS credentials to ask AWS with", advice);
            } catch (SdkException e) {
                throw problem(
                        option,
                        wrong + ", and STS does not say in which account this deployment is: " + e.getMessage(),
                        advice);
            }
        }
        return own;
    }

    private static String region(Side side, KinesisEndpoint endpoint) {
        try {
            return OwnAccount.region(endpoint.connection());
        } catch (SdkException e) {
            throw problem(side + ".aws.region", OwnAccount.NO_REGION, "Example: eu-west-1");
        }
    }

    private static ConfigurationException problem(String option, String wrong, String advice) {
        return new ConfigurationException(PolicyTask.WHERE, List.of(new Problem(option, null, wrong, advice)));
    }
}

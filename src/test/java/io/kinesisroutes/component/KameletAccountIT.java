// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.TrustPolicies;
import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ExternalId is the deployment's: nothing that the user of a Kamelet writes gets another one sent. */
class KameletAccountIT extends KameletFixture {

    private LocalStream orders;
    private LocalRole evils;

    @BeforeEach
    void roleOfSomebodyElse() {
        orders = stream(OWNER);
        evils = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "evil"), orders, WRITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "externalId=evil",
                "external-id=evil",
                "externalid=evil",
                "kinesis.account=evil",
                "kinesis.Account=evil",
                "KINESIS_ACCOUNT=evil"
            })
    void sink_userNamesAnExternalId_isRefusedWithTheReasonAndNothingIsSent(String parameter) throws Exception {
        try (Deployment acme = acme()) {
            Exception e = assertThrows(Exception.class, () -> {
                acme.start(sendTo("kamelet:kinesis-sink?stream=orders&roleArn=" + evils.arn() + "&" + parameter));
                acme.template().sendBody("direct:in", "{}");
            });

            List<Problem> problems = cause(ConfigurationException.class, e).problems();
            assertEquals(1, problems.size(), problems::toString);
            assertTrue(problems.get(0).toString().contains("'evil' is set on a Kamelet."), problems::toString);
            assertTrue(problems.get(0).toString().contains("the confused deputy"), problems::toString);
        }
        assertEquals(0, aws.calls().count("AssumeRole"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local-aws2-kinesis=others", "local-aws2-kinesis=others&local-json=others-json"})
    void sink_userPutsAnotherComponentInThePlaceOfItsOwn_isRefused(String parameters) throws Exception {
        try (Deployment acme = acme()) {
            KinesisComponent others = new Deployment(aws, "evil", own()).component();
            acme.context().addComponent("others", others);
            acme.context().getRegistry().bind("others-json", (Processor) exchange -> {});
            Exception e = assertThrows(Exception.class, () -> acme.start(
                            sendTo("kamelet:kinesis-sink?stream=orders&roleArn=" + evils.arn() + "&" + parameters))
                    .template()
                    .sendBody("direct:in", "{}"));

            String message = cause(ConfigurationException.class, e).getMessage();
            assertTrue(message.contains("kamelet: is not an option of this endpoint"), message);
        }
        assertEquals(0, aws.calls().count("AssumeRole"));
    }

    @Test
    void sink_userPutsAnotherGateInThePlaceOfItsOwn_isRefused() throws Exception {
        try (Deployment acme = acme()) {
            acme.context().getRegistry().bind("others-json", (Processor) exchange -> {});
            Exception e = assertThrows(
                    Exception.class,
                    () -> acme.start(sendTo("kamelet:kinesis-sink?stream=orders&local-json=others-json")));

            String message = cause(ConfigurationException.class, e).getMessage();
            assertTrue(message.contains("localJson: is not a property of this Kamelet"), message);
        }
    }

    @Test
    void source_insideAKameletThatNamesOne_sendsTheDeploymentsName() throws Exception {
        try (Deployment acme = acme()) {
            acme.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    routeTemplate("wrapper")
                            .templateParameter("kinesis.account")
                            .from("kamelet:source")
                            .to("kamelet:kinesis-sink?stream=orders&roleArn=" + evils.arn());
                }
            });
            assertThrows(Exception.class, () -> acme.start(sendTo("kamelet:wrapper?kinesis.account=evil"))
                    .template()
                    .sendBody("direct:in", "{}"));
        }
        assertEquals(
                List.of("acme"),
                aws.calls().list(call -> call.operation().equals("AssumeRole")).stream()
                        .map(call -> call.externalId())
                        .distinct()
                        .toList());
        assertEquals(0, orders.recordCount());
    }

    @Test
    void sink_noAccountName_isAskedForBeforeAnyCall() throws Exception {
        try (Deployment nameless = acme("")) {
            Exception e = assertThrows(
                    Exception.class,
                    () -> nameless.start(sendTo("kamelet:kinesis-sink?stream=orders&roleArn=" + evils.arn())));

            assertTrue(
                    cause(ConfigurationException.class, e).getMessage().contains("externalId: is not set"),
                    e::getMessage);
        }
        assertEquals(0, aws.calls().list().size());
    }

    @Test
    void sink_accountNameOfTheApplicationsOwnComponent_isSent() throws Exception {
        LocalStream copy = stream(OTHER_OWNER);
        LocalRole writer = role(OTHER_OWNER, TrustPolicies.allow(DEPLOYMENT, "beta"), copy, WRITE);

        try (Deployment beta = new Deployment(aws, "beta", own())) {
            beta.start(sendTo("kamelet:kinesis-sink?stream=orders&roleArn=" + writer.arn()))
                    .template()
                    .sendBody("direct:in", "{}");
        }

        assertEquals(1, copy.recordCount());
    }
}

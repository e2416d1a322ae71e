// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.component;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kinesisroutes.local.LocalAccount;
import io.kinesisroutes.local.LocalCredentials;
import io.kinesisroutes.local.LocalRole;
import io.kinesisroutes.local.LocalStream;
import io.kinesisroutes.local.TrustPolicies;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws2.kinesis.Kinesis2Component;
import org.junit.jupiter.api.Test;

/** Several endpoints in one application: each keeps its own identity and its own clients. */
class SeveralAccountsIT extends AccessFixture {

    @Test
    void twoEndpoints_twoRolesInTwoAccounts_eachReachesItsOwnInBothDirections() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalStream otherOrders = stream(OTHER_OWNER);
        LocalRole role = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), orders, both());
        LocalRole otherRole = role(OTHER_OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), otherOrders, both());
        Queue<String> read = new ConcurrentLinkedQueue<>();
        Queue<String> otherRead = new ConcurrentLinkedQueue<>();

        try (Deployment acme = new Deployment(aws, "acme", own())
                .start(collect(uri(role), read), collect(uri(otherRole), otherRead))) {
            acme.template().sendBody(uri(role), "one");
            acme.template().sendBody(uri(otherRole), "other");
            await().until(() -> read.size() + otherRead.size() == 2);
        }

        assertEquals(List.of("one"), texts(orders));
        assertEquals(List.of("other"), texts(otherOrders));
        assertEquals(List.of("one"), List.copyOf(read));
        assertEquals(List.of("other"), List.copyOf(otherRead));
    }

    /** What the test above is for: the stock component has one client, that of the first endpoint which needs one. */
    @Test
    void twoEndpoints_stockComponent_putsBothIntoTheFirstAccount() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalStream otherOrders = stream(OTHER_OWNER);

        try (Deployment acme = new Deployment(aws, "acme", own())) {
            acme.context().addComponent("stock", new Kinesis2Component());
            acme.start();
            acme.template().sendBodyAndHeader(stockUri(OWNER), "one", KinesisHeaders.PARTITION_KEY, "key");
            acme.template().sendBodyAndHeader(stockUri(OTHER_OWNER), "other", KinesisHeaders.PARTITION_KEY, "key");
        }

        assertEquals(List.of("one", "other"), texts(orders));
        assertEquals(List.of(), texts(otherOrders));
    }

    @Test
    void clients_lastEndpointIsGone_areClosed() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole role = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), orders, both());
        Deployment acme = new Deployment(aws, "acme", own()).start();
        KinesisComponent component = acme.component();

        acme.template().sendBody(uri(role), "one");
        acme.template().sendBody(uri(role) + "&deliveryTimeoutMillis=1000", "two");
        assertEquals(1, component.clients().size(), "endpoints with one identity share their clients");
        acme.close();

        assertEquals(0, component.clients().size());
    }

    @Test
    void producers_oneRouteIsRemoved_theOtherGoesOnWriting() throws Exception {
        LocalStream orders = stream(OWNER);
        LocalRole role = role(OWNER, TrustPolicies.allow(DEPLOYMENT, "acme"), orders, both());
        Queue<String> read = new ConcurrentLinkedQueue<>();

        try (Deployment acme = new Deployment(aws, "acme", own()).start(collect(uri(role), read))) {
            ProducerTemplate template = acme.template();
            template.sendBody(uri(role), "before");
            String id = acme.context().getRoutes().get(0).getRouteId();
            acme.context().getRouteController().stopRoute(id);
            acme.context().removeRoute(id);
            template.sendBody(uri(role), "after");
        }

        assertEquals(List.of("after", "before"), texts(orders));
    }

    private String stockUri(String account) {
        LocalAccount owner = aws.account(account);
        LocalCredentials user = owner.user("stock");
        return "stock:orders?region=eu-west-1&overrideEndpoint=true&uriEndpointOverride=" + aws.endpoint()
                + "&accessKey=" + user.accessKeyId() + "&secretKey=RAW(" + user.secretAccessKey() + ")";
    }
}

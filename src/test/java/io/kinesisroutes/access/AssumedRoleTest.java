// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kinesisroutes.config.ConfigurationException;
import io.kinesisroutes.config.Problem;
import io.kinesisroutes.config.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssumedRoleTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/OrdersReader";

    private static AssumedRole role(String arn, String session, String externalId) {
        Problems problems = new Problems();
        AssumedRole role = AssumedRole.of(arn, session, externalId, problems).orElse(null);
        problems.throwIfAny("the test");
        return role;
    }

    private static List<String> wrongOptions(String arn, String session, String externalId) {
        return assertThrows(ConfigurationException.class, () -> role(arn, session, externalId)).problems().stream()
                .map(Problem::option)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "acme", "Acme_Corp+=,.@:/-1", "123456789012"})
    void of_externalIdWithinTheGrammar_isTaken(String externalId) {
        assertEquals(externalId, role(ROLE, null, externalId).externalId());
        assertTrue(role(ROLE, null, externalId).sessionName().matches("[\\w+=,.@-]{2,64}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme corp", "acme!", "ac\u00e9me", "acme\n", "acme*"})
    void of_externalIdOutsideTheGrammar_isRefused(String externalId) {
        assertEquals(List.of("externalId"), wrongOptions(ROLE, null, externalId));
    }

    @Test
    void of_externalIdOf1224Characters_isTheLongest() {
        assertEquals(1224, role(ROLE, null, "a".repeat(1224)).externalId().length());
        assertEquals(64, role(ROLE, null, "a".repeat(1224)).sessionName().length());
        assertEquals(List.of("externalId"), wrongOptions(ROLE, null, "a".repeat(1225)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OrdersReader",
                "arn:aws:iam::1111:role/Orders",
                "arn:aws:iam::111122223333:user/Orders",
                "arn:aws:iam::111122223333:role/",
                "arn:gcp:iam::111122223333:role/Orders",
                "arn:aws:iam:eu-west-1:111122223333:role/Orders"
            })
    void of_notARole_isRefused(String arn) {
        assertEquals(List.of("roleArn"), wrongOptions(arn, null, "acme"));
    }

    @Test
    void of_chain_keepsItsOrder() {
        AssumedRole role = role(
                "arn:aws-cn:iam::111122223333:role/hops/First, arn:aws-cn:iam::444455556666:role/Second", null, "acme");

        assertEquals(
                List.of("arn:aws-cn:iam::111122223333:role/hops/First", "arn:aws-cn:iam::444455556666:role/Second"),
                role.roles().stream().map(RoleArn::toString).toList());
        assertEquals("444455556666", role.last().account());
        assertFalse(role.last().name().contains("/"));
    }

    @Test
    void of_everythingWrong_isToldAtOnce() {
        assertEquals(List.of("roleArn", "roleArn", "externalId", "roleSessionName"), wrongOptions("a,b", "x y", null));
    }
}

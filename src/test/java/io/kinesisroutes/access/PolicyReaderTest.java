// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PolicyReaderTest {

    private static final String ALLOW = "'Effect':'Allow','Action':'kinesis:GetRecords'";
    private static final String TRUST =
            "{'Statement':{'Effect':'Allow','Principal':{'AWS':'999988887777'},'Action':'sts:AssumeRole'}}";

    @Test
    void read_bareOrInAnAnswerOfIam_findsThePolicy() {
        String permissions = "{'Statement':[{" + ALLOW + ",'Resource':'*'}]}";

        assertFalse(read(permissions).isTrust());
        assertTrue(read(TRUST).isTrust());
        assertTrue(read("{'Role':{'RoleName':'R','AssumeRolePolicyDocument':" + TRUST + "}}")
                .isTrust());
        assertFalse(
                read("{'RoleName':'R','PolicyDocument':" + permissions + "}").isTrust());
        assertFalse(read("{'PolicyVersion':{'VersionId':'v1','Document':" + permissions + "}}")
                .isTrust());
    }

    @Test
    void read_noPolicy_saysWhatItIs() {
        assertTrue(wrong("<xml/>").startsWith("is not JSON in line 1, column 1"), wrong("<xml/>"));
        assertEquals("is JSON and no policy: it has no Statement", wrong("{'Version':'2012-10-17'}"));
        assertEquals("is JSON and no policy: it has no Statement", wrong(""));
        assertEquals("is JSON and no policy: it has no Statement", wrong("[1]"));
        assertEquals("has an empty Statement", wrong("{'Statement':[]}"));
        assertEquals("has no object at Statement[0]", wrong("{'Statement':['Allow']}"));
    }

    @Test
    void read_whatIamWouldNotSave_isRefused() {
        assertEquals(
                "has neither Allow nor Deny as Effect of Statement[0]",
                wrong("{'Statement':[{'Effect':'allow','Action':'*','Resource':'*'}]}"));
        assertEquals(
                "needs either Action or NotAction in Statement[0]",
                wrong("{'Statement':[{'Effect':'Allow','Resource':'*'}]}"));
        assertEquals(
                "needs either Resource or NotResource in Statement[1]",
                wrong("{'Statement':[{" + ALLOW + ",'Resource':'*'},{" + ALLOW + "}]}"));
        assertEquals(
                "has an element that IAM does not know, Conditions, in Statement[0]",
                wrong("{'Statement':[{" + ALLOW + ",'Resource':'*','Conditions':{}}]}"));
        assertEquals(
                "has a Principal in some of its statements and none in others",
                wrong("{'Statement':[{" + ALLOW + ",'Resource':'*'},{" + ALLOW + ",'Principal':'*'}]}"));
        assertTrue(wrong("{'Statement':[{" + ALLOW + ",'Resource':'*','Resource':'a'}]}")
                .contains("Duplicate field"));
        assertTrue(wrong(TRUST + "{}").startsWith("is not JSON"));
    }

    @Test
    void read_policyOfAResource_isRefused() {
        assertTrue(wrong("{'Statement':[{" + ALLOW + ",'Principal':'*','Resource':'*'}]}")
                .startsWith("has a Principal and a Resource in Statement[0]"));
    }

    private static PolicyDocument read(String json) {
        return PolicyReader.read(json.replace('\'', '"'));
    }

    private static String wrong(String json) {
        return assertThrows(IllegalArgumentException.class, () -> read(json)).getMessage();
    }
}

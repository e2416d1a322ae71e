// SPDX-License-Identifier: Apache-2.0
package io.kinesisroutes.cli;

import io.kinesisroutes.config.Problem;
import java.util.Optional;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.TypeConversionException;

/** What Camel says of a setting that it cannot set. */
final class SettingProblem {

    private SettingProblem() {}

    /** @return empty where the failure is about something else */
    static Optional<Problem> of(Throwable failure) {
        return find(PropertyBindingException.class, failure)
                .filter(binding -> binding.getOptionKey() != null)
                .map(binding -> find(TypeConversionException.class, binding)
                        .map(conversion -> new Problem(
                                name(binding),
                                String.valueOf(conversion.getValue()),
                                "is not of the type " + conversion.getToType().getSimpleName(),
                                "See the table of options in the README"))
                        // Whatever it was meant to be may be a secret.
                        .orElseGet(() -> new Problem(
                                name(binding),
                                null,
                                "is not an option",
                                "Look for a slip of the pen, and see the table of options in the README")));
    }

    private static String name(PropertyBindingException binding) {
        String prefix = binding.getOptionPrefix() == null ? "" : binding.getOptionPrefix();
        return prefix + (prefix.isEmpty() || prefix.endsWith(".") ? "" : ".") + binding.getOptionKey();
    }

    private static <T extends Throwable> Optional<T> find(Class<T> type, Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return Optional.of(type.cast(each));
            }
        }
        return Optional.empty();
    }
}

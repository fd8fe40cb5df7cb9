package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class LogarithmTest {

    @Property
    void agreesWithTheLibrary(@ForAll @DoubleRange(min = -80, max = 80) double exponent) {
        float x = (float) StrictMath.exp(exponent);
        assertThat((double) Logarithm.ln(x)).isCloseTo(StrictMath.log(x), within(2e-5));
    }
}

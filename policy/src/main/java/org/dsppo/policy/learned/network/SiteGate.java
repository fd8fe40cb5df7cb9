package org.dsppo.policy.learned.network;

import java.util.Arrays;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.features.OptionFeature;
import org.dsppo.policy.learned.features.SiteDescription;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/**
 * Reads what kind of site a cell is and says how much each expert counts there (mixture of experts,
 * Jacobs et al. 1991, the gate being DeepSets, equation 18, over the site's options):
 *
 * <pre>
 * ψ_o = relu(O x_o)                                options, as a mean weighed by the work they get
 * d   = [cell, Σ ω_o ψ_o, log options, log classes]
 * g   = softmax(C relu(G d))                       the first for the linear path as it is
 * </pre>
 *
 * Options are embedded once per pricing of the cell; a round costs the two small layers.
 */
public final class SiteGate {

    private static final int CELL = CellFeature.WIDTH;

    private final NetworkShape shape;
    private final float[] weights;
    private final Normaliser optionNorm;
    private final float[] inputs;
    private final float[] hidden;
    private final float[] shares;

    /**
     * @param artefact with experts
     */
    public SiteGate(PolicyArtefact artefact) {
        this.shape = artefact.shape();
        this.weights = artefact.weights();
        this.optionNorm = artefact.normalisers().option();
        this.inputs = new float[shape.gateInputs()];
        this.hidden = new float[shape.gateHidden()];
        this.shares = new float[shape.experts() + 1];
    }

    /** Another site, or the same after it was priced anew. */
    public void describe(SiteDescription site) {
        pool(site, inputs);
    }

    /**
     * Shares of the linear path as it is and of each expert, 1 in all; valid until the next call.
     *
     * @param cell normalised features of the cell
     */
    public float[] shares(float[] cell) {
        System.arraycopy(cell, 0, inputs, 0, CELL);
        return choose();
    }

    /** Writes all that follows from the description behind the cell's features. */
    private void pool(SiteDescription site, float[] into) {
        int width = shape.optionWidth();
        float[] z = new float[OptionFeature.WIDTH];
        float[] embedding = new float[width];
        Arrays.fill(into, CELL, CELL + width, 0);
        for (int option = 0; option < site.options(); option++) {
            optionNorm.apply(site.rows(), option * OptionFeature.WIDTH, z, 0);
            System.arraycopy(weights, shape.offset(Block.OPTION_BIAS), embedding, 0, width);
            Dense.add(weights, shape.offset(Block.OPTION), width, z, 0, z.length, embedding);
            Dense.relu(embedding, width);
            for (int i = 0; i < width; i++) {
                into[CELL + i] += site.weights()[option] * embedding[i];
            }
        }
        into[CELL + width] = Dense.logCount(site.options());
        into[CELL + width + 1] = Dense.logCount(site.classes());
    }

    private float[] choose() {
        System.arraycopy(weights, shape.offset(Block.GATE_BIAS), hidden, 0, hidden.length);
        Dense.add(
                weights, shape.offset(Block.GATE), hidden.length, inputs, 0, inputs.length, hidden);
        Dense.relu(hidden, hidden.length);
        System.arraycopy(weights, shape.offset(Block.CHOICE_BIAS), shares, 0, shares.length);
        Dense.add(
                weights,
                shape.offset(Block.CHOICE),
                shares.length,
                hidden,
                0,
                hidden.length,
                shares);
        softmax(shares);
        return shares;
    }

    private static void softmax(float[] logits) {
        float most = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        float sum = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) StrictMath.exp(logits[i] - most);
            sum += logits[i];
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] /= sum;
        }
    }
}

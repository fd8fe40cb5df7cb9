package org.dsppo.policy.training.plan;

import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.CellFeatures;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.NodeChoice;
import org.dsppo.policy.learned.features.NodeFeature;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.features.OptionFeature;
import org.dsppo.policy.learned.features.SiteDescription;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;

/**
 * Mean and deviation of all features as a greedy scheduler meets them: what normalisers are made
 * of. Features that are marks, 0 or 1, stay as they are.
 */
final class FeatureStatistics {

    private final Moments candidate = new Moments(CandidateSet.WIDTH);
    private final Moments cell = new Moments(CellFeature.WIDTH);
    private final Moments option = new Moments(OptionFeature.WIDTH);
    private final Moments node = new Moments(NodeFeature.WIDTH);
    private final Moments waitingClass = new Moments(ClassFeature.WIDTH);

    /** A policy that is greedy and counts what it sees. */
    PlacementPolicy probe() {
        return new Probe();
    }

    Normaliser candidate() {
        Normaliser measured = candidate.normaliser();
        for (CandidateFeature mark : CandidateFeature.MARKS) {
            int at = mark.ordinal();
            measured.mean()[at] = 0;
            measured.deviation()[at] = 1;
        }
        return measured;
    }

    Normaliser cell() {
        return cell.normaliser();
    }

    Normaliser node() {
        return node.normaliser();
    }

    Normaliser option() {
        return option.normaliser();
    }

    Normaliser waitingClass() {
        return waitingClass.normaliser();
    }

    private static final class Moments {
        private final double[] sum;
        private final double[] squares;
        private double count;

        Moments(int width) {
            sum = new double[width];
            squares = new double[width];
        }

        void add(float[] values, int offset) {
            count++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values[offset + i];
                squares[i] += (double) values[offset + i] * values[offset + i];
            }
        }

        Normaliser normaliser() {
            float[] mean = new float[sum.length];
            float[] deviation = new float[sum.length];
            for (int i = 0; i < sum.length; i++) {
                double average = sum[i] / Math.max(1, count);
                double variance = squares[i] / Math.max(1, count) - average * average;
                mean[i] = (float) average;
                deviation[i] = (float) Math.sqrt(Math.max(1e-4, variance));
            }
            return new Normaliser(mean, deviation);
        }
    }

    private final class Probe implements PlacementPolicy {

        private static final int SAMPLED = 16;
        private final CellFeatures features = new CellFeatures();
        private final float[] scratch = new float[Math.max(NodeFeature.WIDTH, ClassFeature.WIDTH)];
        private long rounds;
        private long describedAsOf = -1;

        @Override
        public String name() {
            return "feature-statistics";
        }

        @Override
        public void decide(PlacementRound round) {
            features.begin(round);
            boolean sampled = rounds++ % SAMPLED == 0;
            if (sampled) {
                cell.add(features.cell(), 0);
                countOptions();
                for (int i = 0; i < features.nodes(); i++) {
                    features.nodeFeatures(i, scratch, 0);
                    node.add(scratch, 0);
                }
            }
            CandidateSet candidates = features.candidates(NodeChoice.TIGHTEST);
            while (candidates.size() > 0) {
                if (sampled) {
                    count(candidates);
                }
                int choice = 0;
                for (int i = 0; i < candidates.size(); i++) {
                    if (candidates.get(i, CandidateFeature.GREEDY_WOULD) > 0) {
                        choice = i;
                    }
                }
                features.place(choice);
                candidates = features.candidates(NodeChoice.TIGHTEST);
            }
        }

        private void countOptions() {
            if (features.make() != describedAsOf) {
                describedAsOf = features.make();
                SiteDescription site = features.describe();
                for (int i = 0; i < site.options(); i++) {
                    option.add(site.rows(), i * OptionFeature.WIDTH);
                }
            }
        }

        private void count(CandidateSet candidates) {
            for (int i = 0; i < candidates.size(); i++) {
                candidate.add(candidates.rows(), i * CandidateSet.WIDTH);
            }
            for (int i = 0; i < features.classes(); i++) {
                features.classFeatures(i, scratch, 0);
                waitingClass.add(scratch, 0);
            }
        }
    }
}

package org.dsppo.policy.device.batchqueue;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The service law that is nearest to measurements in least squares, for a given κ.
 *
 * <p>With {@code c = u + v} and {@code cθ = v} the law is {@code ε + u/s(α) + v·r/s(α)}: linear,
 * and {@code ε, u, v ≥ 0} says exactly that ε and c are not negative and θ lies in [0, 1]. Of three
 * non-negative unknowns each may be at its bound, so the best of the eight plain fits that comes
 * out non-negative is the optimum.
 *
 * @param law the fitted law
 * @param residualSeconds root mean square of measured − fitted
 * @param relativeResidual root mean square of measured / fitted − 1
 * @param measurements how many there were
 */
public record ServiceLawFit(
        ServiceLaw law, double residualSeconds, double relativeResidual, int measurements) {

    private static final int UNKNOWNS = 3;

    /** Fits one task class. Where all batches have one size, θ cannot be told and is 0 or 1. */
    public static ServiceLawFit of(List<ServiceMeasurement> measurements, double kappa) {
        if (measurements.size() < 2) {
            throw new IllegalArgumentException(
                    "%d measurements, expected 2 or more".formatted(measurements.size()));
        }
        double[] best = null;
        double bestSquares = Double.POSITIVE_INFINITY;
        for (int free = 1; free < 1 << UNKNOWNS; free++) {
            double[] candidate = leastSquares(measurements, kappa, free);
            double squares = squares(measurements, kappa, candidate);
            if (nonNegative(candidate) && squares < bestSquares) {
                best = candidate;
                bestSquares = squares;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no fit to positive times is non-negative");
        }
        double compute = best[1] + best[2];
        ServiceLaw law =
                new ServiceLaw(best[0], compute, compute > 0 ? best[2] / compute : 0, kappa);
        return new ServiceLawFit(
                law,
                Math.sqrt(bestSquares / measurements.size()),
                relativeResidual(measurements, law),
                measurements.size());
    }

    /** Fits the unknowns whose bit is set; the others are 0. */
    private static double[] leastSquares(
            List<ServiceMeasurement> measurements, double kappa, int free) {
        RealMatrix columns = new Array2DRowRealMatrix(measurements.size(), Integer.bitCount(free));
        RealVector times = new ArrayRealVector(measurements.size());
        for (int row = 0; row < measurements.size(); row++) {
            double[] terms = terms(measurements.get(row), kappa);
            times.setEntry(row, measurements.get(row).seconds());
            for (int unknown = 0, column = 0; unknown < UNKNOWNS; unknown++) {
                if ((free >> unknown & 1) == 1) {
                    columns.setEntry(row, column++, terms[unknown]);
                }
            }
        }
        RealVector solved = new SingularValueDecomposition(columns).getSolver().solve(times);
        double[] solution = new double[UNKNOWNS];
        for (int unknown = 0, column = 0; unknown < UNKNOWNS; unknown++) {
            if ((free >> unknown & 1) == 1) {
                solution[unknown] = solved.getEntry(column++);
            }
        }
        return solution;
    }

    private static double[] terms(ServiceMeasurement measurement, double kappa) {
        double speed = ServiceLaw.speed(measurement.share(), kappa);
        return new double[] {1, 1 / speed, measurement.batch() / speed};
    }

    private static double squares(
            List<ServiceMeasurement> measurements, double kappa, double[] solution) {
        double squares = 0;
        for (ServiceMeasurement measurement : measurements) {
            double residual = measurement.seconds();
            double[] terms = terms(measurement, kappa);
            for (int unknown = 0; unknown < UNKNOWNS; unknown++) {
                residual -= solution[unknown] * terms[unknown];
            }
            squares += residual * residual;
        }
        return squares;
    }

    private static boolean nonNegative(double[] solution) {
        double sum = 0;
        for (double value : solution) {
            if (value < 0) {
                return false;
            }
            sum += value;
        }
        return sum > 0;
    }

    private static double relativeResidual(List<ServiceMeasurement> measurements, ServiceLaw law) {
        double squares = 0;
        for (ServiceMeasurement each : measurements) {
            double relative = each.seconds() / law.seconds(each.batch(), each.share()) - 1;
            squares += relative * relative;
        }
        return Math.sqrt(squares / measurements.size());
    }
}

package org.dsppo.operators.state;

/**
 * Where training stands, to the last number.
 *
 * @param baseVersion version it began from
 * @param base that version's artefact
 * @param rounds how often training has begun; gives the seeds
 * @param generation generations done in this round
 * @param mean centre of the search
 * @param sigma step size
 * @param variance per coordinate
 * @param sigmaPath evolution path of the step size
 * @param path evolution path of the variances
 * @param average running mean of the centres
 * @param from first arrival of the stretch of this generation
 * @param to arrival after the last
 * @param density how much denser than they were arrivals of this generation come
 * @param values what the points tried so far in this generation are worth
 * @param published version that was published last, 0 for none
 */
public record TrainingState(
        int baseVersion,
        byte[] base,
        long rounds,
        long generation,
        double[] mean,
        double sigma,
        double[] variance,
        double[] sigmaPath,
        double[] path,
        double[] average,
        long from,
        long to,
        double density,
        double[] values,
        int published) {

    /** Before any training. */
    public static final TrainingState INITIAL =
            new TrainingState(
                    0, null, 0, 0, null, 0, null, null, null, null, 0, 0, 1, new double[0], 0);

    /** Between two rounds. */
    public TrainingState idle() {
        return new TrainingState(
                0,
                null,
                rounds,
                0,
                null,
                0,
                null,
                null,
                null,
                null,
                0,
                0,
                1,
                new double[0],
                published);
    }

    /** The same search with other values of this generation, or another version published. */
    public TrainingState with(double[] otherValues, int otherPublished) {
        return new TrainingState(
                baseVersion,
                base,
                rounds,
                generation,
                mean,
                sigma,
                variance,
                sigmaPath,
                path,
                average,
                from,
                to,
                density,
                otherValues,
                otherPublished);
    }
}

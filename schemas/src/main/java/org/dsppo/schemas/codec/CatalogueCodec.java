package org.dsppo.schemas.codec;

import org.dsppo.schemas.catalogue.Catalogue;

/** Reads {@link Catalogue}, part by part and then as a whole. */
final class CatalogueCodec {
    private CatalogueCodec() {}

    static Catalogue read(JsonObjectReader fields) throws InvalidMessageException {
        Catalogue catalogue =
                new Catalogue(
                        fields.requiredText("name"),
                        CatalogueParts.resources(fields),
                        fields.objects("accelerators", CatalogueParts::accelerator),
                        fields.objects("clusters", CatalogueParts::cluster),
                        fields.objects("nodes", CatalogueParts::node),
                        fields.objectLists("classes", ExecutionStrategyCodec::distinct));
        CatalogueReferences.check(catalogue);
        return catalogue;
    }
}

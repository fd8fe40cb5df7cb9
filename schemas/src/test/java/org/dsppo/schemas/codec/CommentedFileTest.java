package org.dsppo.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dsppo.schemas.catalogue.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People may comment on their files; what comes over a topic is plain JSON. */
class CommentedFileTest {

    private static final String COMMENTED =
            """
            // a room
            {"name": "x", "resources": ["cpu"], /* cores */
             "clusters": [{"id": "c", "tier": "edge"}],
             "nodes": [{"nodeId": "n", "cluster": "c", "capacity": {"cpu": 8}}],
             "classes": {}} // that is all
            """;

    @TempDir private Path folder;

    @Test
    void commentsInAFileArePassedOver() throws Exception {
        Path file = Files.writeString(folder.resolve("cluster.json"), COMMENTED);
        List<String> warnings = new ArrayList<>();
        Catalogue catalogue = CatalogueFile.read(file, warnings::add);
        assertThat(catalogue.name()).isEqualTo("x");
        assertThat(catalogue.nodes()).hasSize(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void messagesHaveNoComments() {
        byte[] message = COMMENTED.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> MessageCodecs.CATALOGUE.decode(message))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining("valid JSON");
    }
}

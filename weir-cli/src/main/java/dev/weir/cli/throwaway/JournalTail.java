package dev.weir.cli.throwaway;

import dev.weir.journal.JournalItem.Damaged;
import dev.weir.journal.JournalItem.Entry;
import dev.weir.journal.JournalReader;
import dev.weir.wire.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The records of a journal as they come. The journal of a short trial: it is read anew each time.
public final class JournalTail {

    private final Path journal;
    private int seen;

    public JournalTail(Path journal) {
        this.journal = journal;
    }

    /// The records since the last call.
    ///
    /// @throws IOException also where something in the journal does not fit
    public List<JsonObject> more() throws IOException {
        var records = new ArrayList<JsonObject>();
        var damage = new ArrayList<String>();
        JournalReader.read(journal, item -> {
            switch (item) {
                case Entry entry -> records.add(entry.json());
                case Damaged(var found) -> damage.add(found.toString());
            }
        });
        if (!damage.isEmpty()) {
            throw new IOException("the journal is damaged: " + damage.getFirst());
        }
        var fresh = records.subList(seen, records.size());
        seen = records.size();
        return fresh;
    }
}

package org.dsppo.operators.state;

import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/** Where the state of a tested operator lives. */
public enum StateBackendKind {
    HEAP,
    ROCKSDB;

    /** A new backend. */
    public StateBackend create() {
        return this == HEAP ? new HashMapStateBackend() : new EmbeddedRocksDBStateBackend(true);
    }
}

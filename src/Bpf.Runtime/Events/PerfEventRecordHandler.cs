namespace Bpf.Runtime;

/// <summary>Handles one record of a perf event buffer.</summary>
/// <typeparam name="T">Record type.</typeparam>
/// <param name="cpu">The CPU the record comes from.</param>
/// <param name="record">The record in the buffer itself; valid only during the call.</param>
public delegate void PerfEventRecordHandler<T>(int cpu, in T record)
    where T : unmanaged;

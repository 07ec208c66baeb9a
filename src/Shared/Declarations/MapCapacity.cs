namespace Bpf.Shared;

/// <summary>What the capacity of a kind of map counts.</summary>
internal enum MapCapacity
{
    /// <summary>Entries: <c>MaxEntries</c> is required.</summary>
    Entries,

    /// <summary>CPUs: without <c>MaxEntries</c> the loader takes the number of CPUs.</summary>
    Cpus,

    /// <summary>Bytes: <c>ByteSize</c> is required.</summary>
    Bytes,

    /// <summary>Nothing: there is a value for each owner, so <c>MaxEntries</c> must be left out.</summary>
    Owners,
}

namespace Bpf.Shared;

/// <summary>The unit of a map kind's capacity.</summary>
internal enum MapCapacity
{
    /// <summary>Entries: <c>MaxEntries</c> is required.</summary>
    Entries,

    /// <summary>CPUs: without <c>MaxEntries</c> the loader takes the number of CPUs.</summary>
    Cpus,

    /// <summary>Bytes: <c>ByteSize</c> is required.</summary>
    Bytes,

    /// <summary>None: there is one value per owner, so <c>MaxEntries</c> must be omitted.</summary>
    Owners,
}

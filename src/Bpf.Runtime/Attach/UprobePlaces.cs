namespace Bpf.Runtime.Attach;

/// <summary>Where a uprobe goes, in the terms of the kernel: a file and offsets in it.</summary>
internal sealed record UprobePlaces
{
    /// <summary>Path that this process can open.</summary>
    public required string Path { get; init; }

    /// <summary>What the user asked for in that file, for descriptions.</summary>
    public required string Subject { get; init; }

    /// <summary>Offsets in the file; at least one.</summary>
    public required ulong[] Offsets { get; init; }

    /// <summary>Semaphores, or null for none at all.</summary>
    public ulong[]? ReferenceCounterOffsets { get; init; }

    /// <summary>Cookies, or null for none at all.</summary>
    public ulong[]? Cookies { get; init; }

    /// <summary>-1, 0 or a process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Probes the return.</summary>
    public required bool IsReturn { get; init; }

    /// <summary>File and function, as shown to people.</summary>
    public override string ToString() => $"{Path}:{Subject}";
}

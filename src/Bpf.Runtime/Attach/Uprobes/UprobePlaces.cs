using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Attach.Refusals;
using Bpf.Runtime.Attach.Symbols;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>Places of a uprobe as the kernel sees them: a file and offsets in it.</summary>
internal sealed record UprobePlaces
{
    /// <summary>The file; the attaching code disposes it afterward.</summary>
    public required ProbedFile File { get; init; }

    /// <summary>
    /// Its symbols, one entry for each probed library if the file is an archive. Links keep them, because the cache may drop them at any time.
    /// </summary>
    public required BinarySymbols[] Symbols { get; init; }

    /// <summary>True when the code is 32-bit x86, which passes arguments on the stack.</summary>
    public bool HasStackArguments { get; init; }

    /// <summary>Path of the file, for messages.</summary>
    public string Path => File.Path;

    /// <summary>The requested target in that file, for messages.</summary>
    public required string Subject { get; init; }

    /// <summary>File offsets; at least one.</summary>
    public required ulong[] Offsets { get; init; }

    /// <summary>Semaphores, or null when no place has one.</summary>
    public ulong[]? ReferenceCounterOffsets { get; init; }

    /// <summary>Cookies, or null when no place has one.</summary>
    public ulong[]? Cookies { get; init; }

    /// <summary>-1, 0 or a process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>True to probe the return.</summary>
    public required bool IsReturn { get; init; }

    /// <summary>Requested places that cannot be probed.</summary>
    public SkippedPlace[] Skipped { get; init; } = [];

    /// <summary>Risk of exceptions that would kill the target; <see langword="null"/> when the file shows none.</summary>
    public UnwindRisk? UnwindRisk { get; init; }

    /// <summary>
    /// Merges those that can share a link: places in the same file, for the same processes. A place that occurs twice with the same cookie is kept
    /// once.
    /// </summary>
    public static IEnumerable<UprobePlaces> Merge(IReadOnlyList<UprobePlaces> all)
        => all.Count == 1 ? all : all.GroupBy(places => (places.File.Identity, places.ProcessId, places.IsReturn)).Select(group => Join([.. group]));

    private static UprobePlaces Join(UprobePlaces[] all)
    {
        if (all.Length == 1)
        {
            return all[0];
        }

        (ulong Offset, ulong Semaphore, ulong Cookie)[] points =
        [
            .. all.SelectMany(places => places.Offsets.Select((offset, i) => (offset, places.ReferenceCounterOffsets?[i] ?? 0, places.Cookies?[i] ?? 0)))
                .Distinct(),
        ];
        return all[0] with
        {
            Symbols = [.. all.SelectMany(places => places.Symbols).Distinct()],
            Subject = string.Join(", ", all.Select(places => places.Subject).Distinct()),
            Offsets = [.. points.Select(point => point.Offset)],
            ReferenceCounterOffsets = Array.Exists(points, point => point.Semaphore != 0) ? [.. points.Select(point => point.Semaphore)] : null,
            Cookies = Array.Exists(points, point => point.Cookie != 0) ? [.. points.Select(point => point.Cookie)] : null,
        };
    }

    /// <summary>Formats file and function for messages.</summary>
    public override string ToString() => $"{Path}:{Subject}";
}

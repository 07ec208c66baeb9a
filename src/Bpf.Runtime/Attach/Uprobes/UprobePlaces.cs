using Bpf.Runtime.Attach.Binaries;
using Bpf.Runtime.Attach.Refusals;

namespace Bpf.Runtime.Attach.Uprobes;

/// <summary>Where a uprobe goes, in the terms of the kernel: a file and offsets in it.</summary>
internal sealed record UprobePlaces
{
    /// <summary>The file; whoever attaches disposes it afterwards.</summary>
    public required ProbedFile File { get; init; }

    /// <summary>The code is 32-bit x86, whose functions have their arguments on the stack.</summary>
    public bool HasStackArguments { get; init; }

    /// <summary>Path of the file, for people.</summary>
    public string Path => File.Path;

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

    /// <summary>What was asked for and cannot be probed.</summary>
    public SkippedPlace[] Skipped { get; init; } = [];

    /// <summary>Exceptions that would end the target; <see langword="null"/> when the file shows none.</summary>
    public UnwindRisk? UnwindRisk { get; init; }

    /// <summary>
    /// Makes one of those that one link can have: places in the same file, seen by the same processes. A place met twice with the same cookie is one.
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
            Subject = string.Join(", ", all.Select(places => places.Subject).Distinct()),
            Offsets = [.. points.Select(point => point.Offset)],
            ReferenceCounterOffsets = Array.Exists(points, point => point.Semaphore != 0) ? [.. points.Select(point => point.Semaphore)] : null,
            Cookies = Array.Exists(points, point => point.Cookie != 0) ? [.. points.Select(point => point.Cookie)] : null,
        };
    }

    /// <summary>File and function, as shown to people.</summary>
    public override string ToString() => $"{Path}:{Subject}";
}

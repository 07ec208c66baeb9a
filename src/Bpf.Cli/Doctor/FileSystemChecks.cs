namespace Bpf.Cli;

/// <summary>File systems of the kernel that attaching and pinning use.</summary>
internal static class FileSystemChecks
{
    public static IEnumerable<Check> Run()
    {
        List<(string Type, string Point, string Options)> mounts = [.. Mounts()];
        (_, string? bpf, string? options) = mounts.Find(mount => mount.Type == "bpf");
        yield return bpf is null
            ? new Check("BPF file system", CheckState.Warning, "not mounted", "Pinned maps and tokens need it: mount -t bpf bpf /sys/fs/bpf")
            : new Check("BPF file system", CheckState.Ok, options!.Contains("delegate_", StringComparison.Ordinal) ? $"{bpf} ({options})" : $"{bpf}, which delegates nothing (no tokens)");

        string? trace = mounts.Find(mount => mount.Type == "tracefs").Point;
        yield return trace is null
            ? new Check("tracefs", CheckState.Warning, "not mounted", "Tracepoints, and probes of old kernels, need it: mount -t tracefs nodev /sys/kernel/tracing")
            : new Check("tracefs", CheckState.Ok, trace);

        foreach (string source in (string[])["uprobe", "kprobe"])
        {
            string path = $"/sys/bus/event_source/devices/{source}/type";
            yield return HostFiles.TryRead(path) is { } type
                ? new Check($"{source} events", CheckState.Ok, $"perf event type {type}")
                : new Check($"{source} events", CheckState.Warning, $"{path} is missing", $"Single {source}s go through tracefs, if at all.");
        }
    }

    private static IEnumerable<(string Type, string Point, string Options)> Mounts()
    {
        // "36 35 98:0 /root /point options - type source super-options"
        foreach (string line in HostFiles.TryRead("/proc/self/mountinfo")?.Split('\n') ?? [])
        {
            string[] halves = line.Split(" - ", 2);
            string[] before = halves[0].Split(' '), after = halves[^1].Split(' ');
            if (halves.Length == 2 && before.Length > 4 && after.Length > 2)
                yield return (after[0], before[4], after[2]);
        }
    }
}

using System.Diagnostics;

namespace Bpf.Testing;

/// <summary>
/// A kernel file system that a test uses. It is mounted on demand at its usual place, so that a test does not depend on which test runs
/// first or how it was started. It stays mounted, because other test processes may be using it.
/// </summary>
internal sealed class KernelFileSystem
{
    private readonly string _type;
    private readonly string _point;

    private KernelFileSystem(string type, string point)
    {
        _type = type;
        _point = point;
    }

    /// <summary>Pins and tokens.</summary>
    public static KernelFileSystem Bpf { get; } = new("bpf", "/sys/fs/bpf");

    /// <summary>Event definitions, tracepoint ids and the trace buffer.</summary>
    public static KernelFileSystem Trace { get; } = new("tracefs", "/sys/kernel/tracing");

    /// <summary>Version 2 of cgroups; systems that use version 1 have it in another place than others, or not at all.</summary>
    public static KernelFileSystem Cgroup { get; } = new("cgroup2", "/run/bpf-tests/cgroup2");

    /// <summary>Mounts it unless it is mounted. If that is impossible, skips the test, or fails it on a machine that requires the kernel.</summary>
    /// <returns>The mount point.</returns>
    public string Need()
    {
        if (Find() is { } present)
        {
            return present;
        }

        string reason = Mount();
        string? point = Find();
        KernelRequirement.Need(point is not null, $"no file system of type {_type} is mounted. As root: mkdir -p {_point} && mount -t {_type} {_type} {_point} ({reason})");
        return point!;
    }

    // Pins and event definitions must be in the usual place; a cgroup can be anywhere.
    private string? Find()
        => File.ReadLines("/proc/mounts").Select(line => line.Split(' ')).LastOrDefault(fields => fields[2] == _type && (this == Cgroup || fields[1] == _point))?[1];

    // Test processes run in parallel: a second mount over the first would hide pins made in the meantime.
    private string Mount()
    {
        const string Script = """mkdir -p "$2"; grep -q " $2 $1 " /proc/mounts || mount -t "$1" "$1" "$2" """;
        ProcessStartInfo start = new("flock", [Path.Combine(Path.GetTempPath(), "bpf-tests-mount.lock"), "sh", "-c", Script, "sh", _type, _point]) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return errors.Trim();
    }
}

using System.Diagnostics;

namespace Bpf.Testing;

/// <summary>
/// A file system of the kernel that a test uses. It is mounted on demand, where a running system has it, so that a test finds it whichever test runs
/// first and however it was started; it stays mounted, because other test processes may be using it by then.
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

    /// <summary>Mounts it unless it is mounted; skips the test, or fails it on a machine that promises the kernel, when that is impossible.</summary>
    /// <returns>Where it is mounted.</returns>
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

    // Pins and event definitions are looked for in the usual place, a cgroup is good anywhere.
    private string? Find()
        => File.ReadLines("/proc/mounts").Select(line => line.Split(' ')).LastOrDefault(fields => fields[2] == _type && (this == Cgroup || fields[1] == _point))?[1];

    // Test processes run at the same time: a second mount over the first would hide what was pinned meanwhile.
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

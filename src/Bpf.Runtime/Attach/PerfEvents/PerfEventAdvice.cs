using System.Globalization;
using Bpf.Runtime.Attach.Cgroups;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;

namespace Bpf.Runtime.Attach.PerfEvents;

/// <summary>The probable cause of an error of <c>perf_event_open</c>, and what to do.</summary>
internal static class PerfEventAdvice
{
    private const int CgroupSwitches = (int)SoftwareEvent.CgroupSwitches;
    private static readonly Version s_inheritByThreads = new(5, 13);

    /// <summary>Returns the advice; null when there is nothing to add to the name of the error.</summary>
    public static string? For(PerfEventSyntax syntax, PerfEventOptions options, Errno error, int cpu, bool hasToken) => error switch
    {
        Errno.EACCES or Errno.EPERM when hasToken =>
            "perf_event_open does not support BPF tokens; it takes CAP_PERFMON in the initial user namespace.",
        Errno.EACCES or Errno.EPERM =>
            "Sampling other users' processes, every process or the kernel takes CAP_PERFMON while kernel.perf_event_paranoid is "
                + $"{Setting("perf_event_paranoid")}.",
        Errno.ENODEV when cpu >= 0 && !OnlineCpus.Read().Contains(cpu) => $"CPU {cpu} is not online.",
        Errno.ENOENT or Errno.EOPNOTSUPP or Errno.ENODEV => Missing(syntax),
        Errno.EINVAL => Invalid(syntax, options, cpu),
        Errno.ESRCH => "There is no such process or thread.",
        Errno.ENOSPC => "All breakpoint registers of the processor are in use; there are about four.",
        Errno.EBADF => $"The directory is not that of a cgroup in the hierarchy of the controller perf_event; {CgroupMounts.Describe()}",
        Errno.EMFILE or Errno.ENFILE => "There is one perf event for each event, CPU and thread; raise the limit of open files (ulimit -n).",
        _ => null,
    };

    private static string? Missing(PerfEventSyntax syntax) => syntax.Type switch
    {
        PerfEventSyntax.Hardware or PerfEventSyntax.Cache or PerfEventSyntax.Raw =>
            "The processor does not have this counter, or the virtual machine does not pass it on; SoftwareEvent.CpuClock works on every machine.",
        PerfEventSyntax.Software when syntax.Config == CgroupSwitches => "This event needs kernel 5.13.",
        PerfEventSyntax.Breakpoint => "The processor or the virtual machine has no breakpoint registers, or none of this kind.",
        _ => null,
    };

    private static string? Invalid(PerfEventSyntax syntax, PerfEventOptions options, int cpu)
    {
        if (syntax.Frequency != 0
            && ulong.TryParse(Setting("perf_event_max_sample_rate"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong most)
            && syntax.Frequency > most)
        {
            return $"At most {most} samples per second are allowed (kernel.perf_event_max_sample_rate, which the kernel lowers when samples take long).";
        }

        if (cpu >= 0 && !OnlineCpus.Read().Contains(cpu))
        {
            return $"There is no CPU {cpu}.";
        }

        if (options is { ProcessId: not null, IncludeChildren: false } && Environment.OSVersion.Version < s_inheritByThreads)
        {
            return "Sampling a process without those that it starts needs kernel 5.13. Set IncludeChildren, and let the program compare CurrentProcessId "
                + "if that matters.";
        }

        return syntax.Type switch
        {
            PerfEventSyntax.Breakpoint => "The processor does not have such a breakpoint: the address must be a multiple of the size, which is 8 for execution "
                + "on x86-64 and 4 on aarch64, and x86-64 has none for reads alone.",
            _ when syntax.Period > long.MaxValue => "The period is too large.",
            _ when options.CgroupDirectory is not null => "The kernel was built without CONFIG_CGROUP_PERF.",
            _ => null,
        };
    }

    private static string Setting(string name)
    {
        try
        {
            return File.ReadAllText($"/proc/sys/kernel/{name}").Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }
}

using System.Globalization;
using Bpf.Objects.NativeNames;
using Bpf.Runtime.Attach.Cgroups;
using Bpf.Runtime.Attach.Probes;
using Bpf.Runtime.Syscalls;
using Bpf.Shared;
using Bpf.Symbols.Syscalls;

namespace Bpf.Runtime.Attach.PerfEvents;

/// <summary>Opens perf events and attaches a program to them: to all or none.</summary>
/// <param name="program">Name of the program, for messages.</param>
/// <param name="handle">The program.</param>
/// <param name="options">Where to sample.</param>
/// <param name="useLinks">Whether the kernel has links for perf events (5.15).</param>
/// <param name="hasToken">Whether the program was loaded with a BPF token.</param>
internal sealed class PerfEventAttacher(string program, BpfHandle handle, PerfEventOptions options, bool useLinks, bool hasToken)
{
    private const string Operation = "attach perf event";
    private const int EveryProcess = -1;
    private const int EveryCpu = -1;
    private const int MostAttempts = 8;
    private const uint PidIsCgroup = 4; // PERF_FLAG_PID_CGROUP, include/uapi/linux/perf_event.h
    private const ulong ReadTimes = 3; // PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING

    // Bits of struct perf_event_attr after read_format.
    private const ulong Disabled = 1UL << 0;
    private const ulong Inherit = 1UL << 1;
    private const ulong ExcludesUser = 1UL << 4;
    private const ulong ExcludesKernel = 1UL << 5;
    private const ulong ExcludesIdle = 1UL << 7;
    private const ulong UsesFrequency = 1UL << 10;
    private const ulong InheritByThreads = 1UL << 35; // kernel 5.13

    private readonly List<SampledEvent> _events = [];

    private string Scope => options switch
    {
        { ProcessId: 0 } => "this process",
        { ProcessId: { } process } => $"process {process}",
        { ThreadId: { } thread } => $"thread {thread}",
        { CgroupDirectory: { } cgroup } => $"cgroup {cgroup}",
        { Cpus: { } cpus } => $"CPU {string.Join(", ", cpus)}",
        _ => "every CPU",
    };

    /// <summary>Attaches to events.</summary>
    /// <param name="samples">The events with their rates and cookies; at least one.</param>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public PerfSamplingLink Attach(IReadOnlyList<PerfSample> samples)
    {
        string target = $"{string.Join(", ", samples.Select(sample => sample.Syntax))} of {Scope}";
        if (!useLinks && samples.Any(sample => sample.Cookie != 0))
        {
            throw new BpfUnsupportedException(Operation, new(program, target), "Cookies require BPF links for perf events (kernel 5.15).");
        }

        try
        {
            if (options.CgroupDirectory is { } directory)
            {
                using BpfHandle cgroup = OpenCgroup(directory, target);
                OpenAll(samples, cgroup.Descriptor, null, options.Cpus ?? OnlineCpus.Read());
            }
            else if (options.ProcessId is { } process)
            {
                OpenProcess(samples, process == 0 ? Environment.ProcessId : process);
            }
            else if (options.ThreadId is { } thread)
            {
                OpenAll(samples, thread, thread, options.Cpus ?? [EveryCpu]);
            }
            else
            {
                OpenAll(samples, EveryProcess, null, options.Cpus ?? OnlineCpus.Read());
            }

            foreach (SampledEvent item in _events)
            {
                PerfEventBinding.Enable(Operation, new(program, target), item.Handle);
            }

            return new PerfSamplingLink([.. _events], program, target);
        }
        catch
        {
            CloseAll();
            throw;
        }
    }

    // A thread that a thread not yet seen has started does not inherit its events. Nothing is enabled before all are there.
    private void OpenProcess(IReadOnlyList<PerfSample> samples, int process)
    {
        for (int attempt = 1; ; attempt++)
        {
            int[] before = ThreadsOf(process);
            foreach (int thread in before)
            {
                OpenAll(samples, thread, thread, options.Cpus ?? [EveryCpu], mayEnd: true);
            }

            if (_events.Count == 0)
            {
                throw Refusal(samples[0], Errno.ESRCH, EveryCpu);
            }

            if (attempt == MostAttempts || !ThreadsOf(process).Except(before).Any())
            {
                return;
            }

            CloseAll();
        }
    }

    private void OpenAll(IReadOnlyList<PerfSample> samples, int id, int? thread, IReadOnlyList<int> cpus, bool mayEnd = false)
    {
        foreach (PerfSample sample in samples)
        {
            foreach (int cpu in cpus)
            {
                PerfEventAttribute attribute = Describe(sample);
                Errno error = KernelCalls.PerfEventOpen(ref attribute, id, cpu, options.CgroupDirectory is null ? 0 : PidIsCgroup, out BpfHandle perfEvent);
                if (error == Errno.ESRCH && mayEnd)
                {
                    return;
                }

                if (error != Errno.None)
                {
                    throw Refusal(sample, error, cpu);
                }

                SampledEvent item = new(sample.Source, cpu == EveryCpu ? null : cpu, thread, perfEvent);
                _events.Add(item);
                item.Link = PerfEventBinding.Connect(Operation, new(program, $"{sample.Syntax} of {Scope}"), handle, perfEvent, useLinks, sample.Cookie);
            }
        }
    }

    private PerfEventAttribute Describe(PerfSample sample)
    {
        PerfEventSyntax syntax = sample.Syntax;
        bool isBreakpoint = syntax.Type == PerfEventSyntax.Breakpoint;
        return new()
        {
            Type = syntax.Type,
            Size = PerfEventAttribute.KnownSize,
            Config = syntax.Config,
            Config1 = isBreakpoint ? syntax.Address : sample.Source.Extra.Config1,
            Config2 = isBreakpoint ? syntax.Bytes : sample.Source.Extra.Config2,
            BreakpointType = syntax.Accesses,
            SamplePeriod = syntax.Frequency != 0 ? syntax.Frequency : syntax.Period,
            ReadFormat = ReadTimes,
            BitFields = Disabled
                | (syntax.Frequency != 0 ? UsesFrequency : 0)
                | (options.ProcessId is null ? 0 : options.IncludeChildren ? Inherit : Inherit | InheritByThreads)
                | (options.ExcludeUser ? ExcludesUser : 0)
                | (options.ExcludeKernel ? ExcludesKernel : 0)
                | (options.ExcludeIdle ? ExcludesIdle : 0),
        };
    }

    private int[] ThreadsOf(int process)
    {
        try
        {
            return
            [
                .. from directory in Directory.EnumerateDirectories($"/proc/{process}/task")
                   select int.Parse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw BpfException.FromKernel(Operation, new(program, Scope), Errno.ESRCH, "There is no such process.");
        }
    }

    private BpfHandle OpenCgroup(string directory, string target)
    {
        NativeText.Require(directory, Operation, new(program, target));
        Errno error = Native.Open(directory, Native.OpenReadOnly | Native.OpenDirectory, out BpfHandle cgroup);
        return error == Errno.None
            ? cgroup
            : throw BpfException.FromKernel(Operation, new(program, target), error,
                error is Errno.ENOENT or Errno.ENOTDIR ? $"It must be the directory of a cgroup; {CgroupMounts.Describe()}" : null);
    }

    private BpfException Refusal(PerfSample sample, Errno error, int cpu)
        => BpfException.FromKernel(
            Operation, new(program, $"{sample.Syntax} of {Scope}"), error, PerfEventAdvice.For(sample.Syntax, options, error, cpu, hasToken));

    private void CloseAll()
    {
        _events.ForEach(static item => item.Close());
        _events.Clear();
    }
}

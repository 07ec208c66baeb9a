using System.Globalization;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Perf event programs on a process that does a known amount of work: samples, counters, addresses and scopes are exact.</summary>
public sealed class PerfSampleTests : IDisposable
{
    private const int Pages = 500;

    private readonly CTarget _target;
    private readonly CommandedProcess _watched;

    public PerfSampleTests()
    {
        KernelRequirement.NeedRoot();
        _target = new CTarget(Path.Combine(AppContext.BaseDirectory, "targets", "calls.c"));
        _watched = new CommandedProcess(_target.Path);
        _watched.Ask("touch 1"); // what is called for the first time faults too
    }

    public void Dispose()
    {
        _watched.Dispose();
        _target.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void SamplesAreTheCounterByThePeriod(int period)
    {
        using PerfSamplesSkeleton skeleton = Load();
        using PerfSamplingLink link = skeleton.Programs.OnFault.Attach(new PerfEventOptions { ThreadId = _watched.Id, Period = (ulong)period });
        ulong pages = ulong.Parse(_watched.Ask($"touch {Pages}"), CultureInfo.InvariantCulture) / 4096;
        PerfEventValue counter = link.ReadValue();
        link.Detach();
        _watched.Ask($"touch {Pages}");

        Assert.InRange(counter.Count, (ulong)Pages, Pages + 10UL);
        Assert.Equal(counter.Count / (ulong)period, skeleton.Bss.s_samples);
        Assert.Equal(skeleton.Bss.s_samples * (ulong)period, skeleton.Bss.s_periods);
        Assert.Equal(0UL, skeleton.Bss.s_unreadable);
        Assert.InRange(skeleton.Bss.s_counter, counter.Count - (ulong)period + 1, counter.Count);
        Assert.Equal(counter, link.ReadValue());
        Assert.True(counter.Enabled > 0 && counter.Running == counter.Enabled);
        if (period == 1)
        {
            Assert.All(Enumerable.Range(0, Pages), page => Assert.True(skeleton.Maps.Pages.ContainsKey(pages + (ulong)page)));
        }

        Assert.Equal($"perf_event page-faults/period={period}/ of thread {_watched.Id}", link.ToString());
    }

    [Fact]
    public void ThreadsOfAProcessCountAndItsChildrenOnRequest()
    {
        using PerfSamplesSkeleton skeleton = Load();
        using PerfSamplingLink threads = skeleton.Programs.OnFault.Attach(new PerfEventOptions { ProcessId = _watched.Id });
        _watched.Ask($"thread {Pages}");
        Assert.InRange(skeleton.Bss.s_samples, (ulong)Pages, 2UL * Pages - 1);
        Assert.Equal(threads.ReadValue().Count, skeleton.Bss.s_samples);
        Assert.Equal(skeleton.Bss.s_samples, skeleton.Bss.s_unreadable);

        ulong before = skeleton.Bss.s_samples;
        _watched.Ask($"child {Pages}");
        Assert.InRange(skeleton.Bss.s_samples - before, 0UL, (ulong)Pages - 1);
        threads.Detach();

        before = skeleton.Bss.s_samples;
        using PerfSamplingLink children = skeleton.Programs.OnFault.Attach(new PerfEventOptions { ProcessId = _watched.Id, IncludeChildren = true });
        _watched.Ask($"child {Pages}");
        Assert.InRange(skeleton.Bss.s_samples - before, (ulong)Pages, 2UL * Pages - 1);
        Assert.Equal(children.ReadValue().Count, skeleton.Bss.s_samples - before);
    }

    [Fact]
    public void ClockSamplesWithStacks()
    {
        using PerfSamplesSkeleton skeleton = Load();
        skeleton.Programs.OnClock.Options = new PerfEventOptions { ProcessId = _watched.Id };
        using PerfSamplingLink link = (PerfSamplingLink)skeleton.Programs.OnClock.Attach();
        _watched.Ask("spin 300");
        ulong nanoseconds = link.ReadValue().Count;
        link.Detach();

        // The hypervisor may take the CPU away for longer than a period, which loses samples but never adds any.
        ulong samples = skeleton.Bss.s_samples;
        Assert.InRange(samples, 30UL, nanoseconds / 1_000_000);
        Assert.InRange(nanoseconds, 200_000_000UL, 1_000_000_000UL);
        Assert.Equal(samples * 1_000_000, skeleton.Bss.s_periods);
        Assert.Equal(samples, skeleton.Bss.s_inUser + skeleton.Bss.s_inKernel);
        Assert.Equal(samples, skeleton.Bss.s_stacks);
        Assert.Equal(samples, skeleton.Bss.s_copied);
        Assert.True((long)skeleton.Bss.s_top > 0);
        Assert.Equal($"perf_event task-clock/period=1000000/ of process {_watched.Id}", link.ToString());
    }

    [Fact]
    public void SeveralEventsOfOneProgramKeepTheirCookies()
    {
        using PerfSamplesSkeleton skeleton = Load();
        using PerfSamplingLink link = skeleton.Programs.OnEither.Attach(new PerfEventOptions { ThreadId = _watched.Id });
        _watched.Ask($"touch {Pages}");
        _watched.Ask("sleep 20");
        link.Detach();

        PerfEventReading faults = Assert.Single(link.ReadValues(), reading => reading.Event == SoftwareEvent.PageFaults);
        PerfEventReading switches = Assert.Single(link.ReadValues(), reading => reading.Event == SoftwareEvent.ContextSwitches);
        Assert.True(switches.Value.Count >= 20);
        Assert.Equal(faults.Value.Count + switches.Value.Count, skeleton.Bss.s_samples);
        Assert.Equal(faults.Value.Count + 1_000_000 * switches.Value.Count, skeleton.Bss.s_cookies);
        Assert.Equal(_watched.Id, faults.ThreadId);
        Assert.Null(faults.Cpu);
    }

    [Fact]
    public void EveryCpuIsSampledByDefault()
    {
        using PerfSamplesSkeleton skeleton = Load();
        using PerfSamplingLink link = skeleton.Programs.OnFault.Attach(new PerfEventOptions());
        _watched.Ask($"touch {Pages}");
        link.Detach();
        Assert.Equal(Enumerable.Range(0, Environment.ProcessorCount), link.ReadValues().Select(reading => reading.Cpu!.Value));
        Assert.InRange(skeleton.Bss.s_samples, (ulong)Pages, ulong.MaxValue);
        Assert.Equal("perf_event page-faults/period=1/ of every CPU", link.ToString());
    }

    [Fact]
    public void BreakpointFiresForEachStore()
    {
        ulong address = ulong.Parse(_watched.Ask("store 1"), CultureInfo.InvariantCulture);
        using PerfSamplesSkeleton skeleton = Load();
        using PerfSamplingLink link = skeleton.Programs.OnAny.Attach(
            new PerfEventOptions { Event = PerfEventSource.Breakpoint(address, BreakpointAccess.Write, 4), Period = 1, ThreadId = _watched.Id });
        _watched.Ask("store 25");
        link.Detach();
        _watched.Ask("store 3");
        Assert.Equal(25UL, skeleton.Bss.s_samples);
        Assert.Equal(25UL, link.ReadValue().Count);
        Assert.Equal(address, skeleton.Bss.s_address);
        Assert.Equal($"perf_event mem:0x{address:x}/4:w/period=1/ of thread {_watched.Id}", link.ToString());
    }

    [Fact]
    public void CgroupIsSampledWithItsProcesses()
    {
        using OwnCgroup cgroup = new();
        using CommandedProcess inside = new(_target.Path);
        inside.Ask("touch 1");
        cgroup.Add(inside.Id);
        using PerfSamplesSkeleton skeleton = Load();
        using PerfSamplingLink link = skeleton.Programs.OnFault.Attach(new PerfEventOptions { CgroupDirectory = cgroup.Path });
        inside.Ask($"touch {Pages}");
        _watched.Ask($"touch {Pages}");
        link.Detach();
        Assert.InRange(skeleton.Bss.s_samples, (ulong)Pages, Pages + 50UL);
        Assert.Equal(skeleton.Bss.s_samples, link.ReadValue().Count);
    }

    [Fact]
    public void MachineWithoutTheEventIsReported()
    {
        using PerfSamplesSkeleton skeleton = Load();
        PerfEventProgram program = skeleton.Programs.OnAny;
        int unknown = int.MaxValue - 1;

        Refused(new() { Event = SoftwareEvent.CpuClock, Frequency = 1_000_000_000, ThreadId = _watched.Id }, Errno.EINVAL, "samples per second are allowed");
        Refused(new() { Event = SoftwareEvent.CpuClock, Frequency = 10, Cpus = [4000] }, null, "CPU 4000");
        Refused(new() { Event = SoftwareEvent.CpuClock, Frequency = 10, ProcessId = unknown }, Errno.ESRCH, "There is no such process");
        Refused(new() { Event = SoftwareEvent.CpuClock, Frequency = 10, ThreadId = unknown }, Errno.ESRCH, "There is no such process");
        Refused(new() { Event = SoftwareEvent.CpuClock, Frequency = 10, CgroupDirectory = "/no-such-cgroup" }, Errno.ENOENT, "directory of a cgroup");
        Refused(new() { Event = SoftwareEvent.CpuClock, Frequency = 10, CgroupDirectory = "/proc" }, Errno.EBADF, "is not that of a cgroup");
        if (!Directory.Exists("/sys/bus/event_source/devices/cpu"))
        {
            Refused(new() { Event = HardwareEvent.Cycles, Frequency = 10 }, Errno.ENOENT, "SoftwareEvent.CpuClock works on every machine");
            Refused(new() { Event = PerfEventSource.Raw(0x1b1), Period = 10 }, Errno.ENOENT, "r1b1/period=10/ of every CPU");
        }

        Assert.Null(program.Link);

        void Refused(PerfEventOptions options, Errno? errno, string text)
        {
            BpfException exception = Assert.Throws<BpfException>(() => program.Attach(options));
            Assert.Contains(text, exception.Message, StringComparison.Ordinal);
            Assert.True(errno is null || exception.Errno == errno, exception.Message);
        }
    }

    [Fact]
    public void OptionsThatContradictAreRefused()
    {
        using PerfSamplesSkeleton skeleton = Load();
        PerfEventProgram program = skeleton.Programs.OnAny;
        (PerfEventOptions Options, string Text)[] cases =
        [
            (new(), "does not declare an event"),
            (new() { Event = SoftwareEvent.CpuClock }, "set Frequency or Period"),
            (new() { Event = SoftwareEvent.CpuClock, Frequency = 1, Period = 1 }, "exclude each other"),
            (new() { Event = SoftwareEvent.CpuClock, Frequency = 1, ProcessId = 1, ThreadId = 1 }, "exclude each other"),
            (new() { Event = SoftwareEvent.CpuClock, Frequency = 1, IncludeChildren = true }, "is for a process"),
            (new() { Event = SoftwareEvent.CpuClock, Frequency = 1, Cpus = [] }, "is empty"),
            (new() { Event = SoftwareEvent.CpuClock, Frequency = 1, Cpus = [0, 0] }, "names a CPU twice"),
            (new() { Event = SoftwareEvent.CpuClock, Frequency = 1, ExcludeUser = true, ExcludeKernel = true }, "nothing to sample"),
        ];
        Assert.All(cases, item => Assert.Contains(item.Text, Assert.Throws<ArgumentException>(() => program.Attach(item.Options)).Message, StringComparison.Ordinal));
        Assert.Throws<BpfUnsupportedException>(program.Attach);
        Assert.Throws<ArgumentOutOfRangeException>(() => PerfEventSource.Breakpoint(0, BreakpointAccess.Write, 3));
    }

    [Fact]
    public void RequestOfAToolNamesTheEventAsPerfDoes()
    {
        using PerfSamplesSkeleton skeleton = PerfSamplesSkeleton.Open();
        PerfEventProgram program = skeleton.Programs.OnAny;
        Assert.True(program.AttachInputs.NeedsTarget);
        Assert.Contains("it has no rate", Assert.Throws<BpfException>(() => program.Configure(new AttachRequest { Target = "page-faults" })).Message, StringComparison.Ordinal);
        Assert.Contains("there is no event 'pages'", Assert.Throws<BpfException>(() => program.Configure(new AttachRequest { Target = "pages/period=1/" })).Message, StringComparison.Ordinal);
        program.Configure(new AttachRequest { Target = "page-faults/period=1/", ProcessId = _watched.Id });
        Assert.False(program.AttachInputs.NeedsTarget);
        skeleton.Load();
        using Link link = program.Attach();
        _watched.Ask($"touch {Pages}");
        link.Detach();
        Assert.InRange(skeleton.Bss.s_samples, (ulong)Pages, Pages + 10UL);
    }

    private static PerfSamplesSkeleton Load()
    {
        PerfSamplesSkeleton skeleton = PerfSamplesSkeleton.Open();
        skeleton.Load();
        return skeleton;
    }
}

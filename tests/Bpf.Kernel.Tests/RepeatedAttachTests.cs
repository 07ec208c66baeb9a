using System.Runtime.InteropServices;
using Bpf.Attach.Tests.Support;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>A program that is attached to a place once more would run twice there, which the kernel does not say: the loader refuses it.</summary>
public sealed class RepeatedAttachTests
{
    public RepeatedAttachTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData(CgroupAttachMode.Link)]
    [InlineData(CgroupAttachMode.Direct)]
    public void CgroupTakesAProgramOnce(CgroupAttachMode mode)
    {
        using CgroupProcess process = new();
        using CgroupOrderSkeleton skeleton = CgroupOrderSkeleton.Open();
        skeleton.Load();
        CgroupAttachOptions options = new() { Mode = mode };
        Link link = skeleton.Programs.One.Attach(process.Directory, options);
        RequireRefused(() => skeleton.Programs.One.Attach(process.Directory, options), $"'One' to '{process.Directory}'", $"{link}");
        RequireRefused(() => skeleton.Programs.One.Attach(process.Directory + "/."), "'One'", $"{link}");
        link.Detach();
        skeleton.Programs.One.Attach(process.Directory, options);
    }

    [Fact]
    public void ReplacedProgramRunsWhereItsLinkIs()
    {
        using CgroupProcess process = new();
        using CgroupOrderSkeleton skeleton = CgroupOrderSkeleton.Open();
        skeleton.Load();
        Link link = skeleton.Programs.One.Attach(process.Directory);
        link.Update(skeleton.Programs.Two);
        RequireRefused(() => skeleton.Programs.Two.Attach(process.Directory), "'Two'", $"{link}");
        Link one = skeleton.Programs.One.Attach(process.Directory);
        RequireRefused(() => skeleton.Programs.One.Attach(process.Directory), "'One'", $"{one}");
    }

    [Fact]
    public void NetworkNamespaceTakesAProgramOnce() => OwnNetwork.Run(() =>
    {
        using SocketSteeringSkeleton skeleton = SocketSteeringSkeleton.Open();
        skeleton.Load();
        Link link = skeleton.Programs.Steer.Attach("/proc/thread-self/ns/net");
        RequireRefused(() => skeleton.Programs.Steer.Attach("/proc/./thread-self/ns/net"), "'Steer'", $"{link}");
        link.Detach();
        skeleton.Programs.Steer.Attach("/proc/thread-self/ns/net");
    });

    [Fact]
    public void TracepointsTakeAProgramOnce()
    {
        KernelFileSystem.Trace.Need();
        using SeveralHooksSkeleton skeleton = SeveralHooksSkeleton.Open();
        skeleton.Programs.OnEither.AutoLoad = true;
        skeleton.Programs.OnRaw.AutoLoad = true;
        skeleton.Programs.OnTyped.AutoLoad = true;
        skeleton.Load();

        Link one = skeleton.Programs.OnEither.Attach("syscalls:sys_enter_getsid", cookie: 5);
        RequireRefused(() => skeleton.Programs.OnEither.Attach("syscalls:sys_enter_gets?d", cookie: 5), "'OnEither'", $"{one}");
        one.Detach();
        skeleton.Programs.OnEither.Attach("syscalls:sys_enter_getsid", cookie: 5);

        Link raw = skeleton.Programs.OnRaw.Attach("task_rename", cookie: 5);
        RequireRefused(() => skeleton.Programs.OnRaw.Attach("task_rename", cookie: 5), "'OnRaw'", $"{raw}");
        skeleton.Programs.OnRaw.Attach("task_rename", cookie: 6);

        Link typed = skeleton.Programs.OnTyped.Attach(cookie: 5);
        RequireRefused(() => skeleton.Programs.OnTyped.Attach(cookie: 5), "'OnTyped'", $"{typed}");
        typed.Detach();
        skeleton.Programs.OnTyped.Attach(cookie: 5);
    }

    [Fact]
    public void EventsAreSampledOnceByAProgram()
    {
        using PerfSamplesSkeleton skeleton = PerfSamplesSkeleton.Open();
        skeleton.Load();
        Link link = skeleton.Programs.OnClock.Attach(new PerfEventOptions { ThreadId = Environment.ProcessId, Cpus = [0] });
        RequireRefused(() => skeleton.Programs.OnClock.Attach(new PerfEventOptions { ThreadId = Environment.ProcessId, Cpus = [0] }), "'OnClock'", $"{link}");
        skeleton.Programs.OnClock.Attach(new PerfEventOptions { ThreadId = Environment.ProcessId, Cpus = [1] });
    }

    [Fact]
    public void UsdtProbesTakeAProgramOnceForEachCookie()
    {
        KernelRequirement.Need(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the test program's points are written for x86-64");
        using CTarget target = new(Path.Combine(AppContext.BaseDirectory, "targets", "points.c"));
        using CommandedProcess traced = new(target.Path);
        using PointProbesSkeleton skeleton = PointProbesSkeleton.Open();
        skeleton.Load();
        UsdtTarget point = UsdtTarget.Process(traced.Id, target.Path, "demo", "point");
        Link link = skeleton.Programs.OnPoint.Attach(point);
        RequireRefused(() => skeleton.Programs.OnPoint.Attach(point), "'OnPoint'", $"{link}");
        skeleton.Programs.OnPoint.Attach(point, cookie: 3);
        traced.Ask("point 10");
        Assert.Equal(40UL, skeleton.Bss.s_hits); // two places, once for each cookie
    }

    private static void RequireRefused(Action attach, string subject, string link)
    {
        BpfStateException refusal = Assert.Throws<BpfStateException>(attach);
        Assert.Contains(subject, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"It is already attached there ({link}) and would run twice", refusal.Message, StringComparison.Ordinal);
    }
}

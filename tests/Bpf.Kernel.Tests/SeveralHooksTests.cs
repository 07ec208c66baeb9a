using System.Globalization;
using System.Runtime.InteropServices;
using Bpf.Runtime;
using Bpf.Testing;

namespace Bpf.Kernel.Tests;

/// <summary>Several attributes of a kernel hook on one method are several targets of one program.</summary>
public sealed partial class SeveralHooksTests
{
    public SeveralHooksTests()
    {
        KernelRequirement.NeedRoot();
        KernelFileSystem.Trace.Need();
    }

    [Fact]
    public void EachTracepointFiresWithItsCookie()
    {
        using SeveralHooksSkeleton skeleton = Load(static programs => programs.OnEither);
        LinkGroup link = Assert.IsType<LinkGroup>(skeleton.Programs.OnEither.Attach());
        Assert.Equal("perf_event syscalls:sys_enter_getpgid, syscalls:sys_enter_getsid (2 probes)", $"{link}");
        Assert.Equal(["syscalls:sys_enter_getpgid", "syscalls:sys_enter_getsid"], skeleton.Programs.OnEither.DeclaredTargets);
        CallBoth();
        Assert.Equal((12UL, 705UL), (skeleton.Bss.s_calls, skeleton.Bss.s_cookies));

        link.Detach();
        CallBoth();
        Assert.Equal(12UL, skeleton.Bss.s_calls);

        // A target set by the host replaces all of them, with the cookie of the first.
        skeleton.Programs.OnEither.Target = "syscalls:sys_enter_getsid";
        skeleton.Programs.OnEither.Attach();
        CallBoth();
        Assert.Equal((19UL, 712UL), (skeleton.Bss.s_calls, skeleton.Bss.s_cookies));
    }

    [Fact]
    public void PatternMatchesTracepointsEachOnce()
    {
        using SeveralHooksSkeleton skeleton = Load(static programs => programs.OnPattern);
        LinkGroup link = Assert.IsType<LinkGroup>(skeleton.Programs.OnPattern.Attach());
        Assert.Equal(["syscalls:sys_enter_getsid", "syscalls:sys_exit_getsid"], link.Links.Select(static each => each.Target));
        CallBoth();
        Assert.Equal((14UL, 14UL), (skeleton.Bss.s_calls, skeleton.Bss.s_cookies));
    }

    [Fact]
    public void OneMissingTracepointLeavesNoneAttached()
    {
        using SeveralHooksSkeleton skeleton = Load(static programs => programs.OnMissing);
        BpfException exception = Assert.Throws<BpfException>(() => skeleton.Programs.OnMissing.Attach());
        Assert.Equal(("OnMissing", "syscalls:sys_enter_no_such", Errno.ENOENT), (exception.Subject, exception.Target, exception.Errno));
        CallBoth();
        Assert.Equal(0UL, skeleton.Bss.s_calls);
    }

    [Fact]
    public void PatternThatMatchesNothingOrTooMuchIsRefused()
    {
        using SeveralHooksSkeleton skeleton = Load(static programs => programs.OnNone, static programs => programs.OnAll);
        BpfException none = Assert.Throws<BpfException>(() => skeleton.Programs.OnNone.Attach());
        Assert.Equal(Errno.ENOENT, none.Errno);
        Assert.Contains("'syscalls:no_*'", none.Message, StringComparison.Ordinal);
        BpfException all = Assert.Throws<BpfUnsupportedException>(() => skeleton.Programs.OnAll.Attach());
        Assert.Matches("It matches [0-9]+ tracepoints.*at most 1000", all.Message);
    }

    [Fact]
    public void EachRawTracepointFiresWithItsCookie()
    {
        using SeveralHooksSkeleton skeleton = Load(static programs => programs.OnRaw);
        Check(skeleton, skeleton.Programs.OnRaw.Attach(), "raw_tracepoint");
    }

    [Fact]
    public void ProgramIsLoadedForEachTypedTracepoint()
    {
        using SeveralHooksSkeleton skeleton = Load(static programs => programs.OnTyped);
        Check(skeleton, skeleton.Programs.OnTyped.Attach(), "tp_btf");
        Link again = skeleton.Programs.OnTyped.Attach(cookie: 5);
        RenameAndCall();
        Assert.Equal((12UL, 60UL), (skeleton.Bss.s_calls, skeleton.Bss.s_cookies));
        Assert.True(again.IsAttached);
    }

    [Fact]
    public void TargetSetByTheHostReplacesAllTypedTracepoints()
    {
        using SeveralHooksSkeleton skeleton = Load(
            static programs => programs.OnTyped, before: static programs => programs.OnTyped.KernelTargetName = "task_rename");
        Link link = skeleton.Programs.OnTyped.Attach();
        Assert.Equal("tp_btf task_rename", $"{link}");
        RenameAndCall();
        Assert.Equal((5UL, 5UL), (skeleton.Bss.s_calls, skeleton.Bss.s_cookies));
    }

    private static void Check(SeveralHooksSkeleton skeleton, Link link, string kind)
    {
        LinkGroup group = Assert.IsType<LinkGroup>(link);
        Assert.Equal([$"{kind} task_rename", $"{kind} task_prctl_unknown"], group.Links.Select(static each => $"{each}"));
        RenameAndCall();
        Assert.Equal((12UL, 705UL), (skeleton.Bss.s_calls, skeleton.Bss.s_cookies));
        link.Detach();

        // Threads that detach have names, which counted as well.
        (skeleton.Bss.s_calls, skeleton.Bss.s_cookies) = (0, 0);
        RenameAndCall();
        Assert.Equal(0UL, skeleton.Bss.s_calls);
    }

    private static void CallBoth()
    {
        Repeat(5, static () => getpgid(0));
        Repeat(7, static () => getsid(0));
    }

    private static void RenameAndCall()
    {
        Repeat(5, Rename);
        Repeat(7, static () => prctl(0x7BADF00D, 0, 0, 0, 0));
    }

    private static int Rename()
    {
        File.WriteAllText("/proc/thread-self/comm", "renamed");
        return 0;
    }

    private static void Repeat(int count, Func<int> call)
    {
        for (int i = 0; i < count; i++)
        {
            _ = call();
        }
    }

    private static SeveralHooksSkeleton Load(params Func<SeveralHooksSkeleton.ProgramGroup, BpfProgram>[] programs) => Load(programs, static _ => { });

    private static SeveralHooksSkeleton Load(Func<SeveralHooksSkeleton.ProgramGroup, BpfProgram> program, Action<SeveralHooksSkeleton.ProgramGroup> before)
        => Load([program], before);

    private static SeveralHooksSkeleton Load(Func<SeveralHooksSkeleton.ProgramGroup, BpfProgram>[] programs, Action<SeveralHooksSkeleton.ProgramGroup> before)
    {
        string thread = Path.GetFileName(new DirectoryInfo("/proc/thread-self").LinkTarget!);
        SeveralHooksSkeleton skeleton = SeveralHooksSkeleton.Open();
        skeleton.Rodata.Watched = int.Parse(thread, CultureInfo.InvariantCulture);
        foreach (Func<SeveralHooksSkeleton.ProgramGroup, BpfProgram> program in programs)
        {
            program(skeleton.Programs).AutoLoad = true;
        }

        before(skeleton.Programs);
        skeleton.Load();
        return skeleton;
    }

    [LibraryImport("libc")]
    private static partial int getpgid(int process);

    [LibraryImport("libc")]
    private static partial int getsid(int process);

    [LibraryImport("libc")]
    private static partial int prctl(int option, nint a, nint b, nint c, nint d);
}

using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Kernel programs: exact counts where the kernel supports them, a reason where it does not.</summary>
public sealed class TracingMatrixTests
{
    private const string Oldest = "x86_64-5.10";

    public static TheoryData<string> Kernels => [Oldest, "x86_64-6.1", "x86_64-6.12", "x86_64-7.3", "aarch64-6.12"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CallsOfAKernelFunctionAreExact(string kernel) => Assert.Equal("fentry vfs_read", Report(kernel).Passed("fentry"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CookiesAndResultsNeedTheirHelpers(string kernel)
    {
        string cookie = Report(kernel).Passed("fentry_cookie");
        string result = Report(kernel).Passed("fexit");
        if (kernel == Oldest)
        {
            Assert.Contains("s_cookie = context.AttachCookie;", cookie, StringComparison.Ordinal);
            Assert.Contains("s_value += context.ReturnValue;", result, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("fentry vfs_read", cookie);
            Assert.Equal("fexit vfs_read", result);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void FmodRetProgramReplacesTheResult(string kernel) => Assert.Equal("fmod_ret security_inode_unlink", Report(kernel).Passed("fmod_ret"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void LsmProgramDecides(string kernel) => Assert.Equal("lsm inode_unlink", Report(kernel).Passed("lsm"));

    [Theory]
    [InlineData("x86_64-6.12")]
    [InlineData("x86_64-7.3")]
    public void SecurityProgramReadsPathsAndAttributesOfFiles(string kernel)
    {
        Assert.StartsWith("/tmp/opened by the guest, /init, ", Report(kernel).Passed("file_paths"), StringComparison.Ordinal);
        Assert.Equal("8 bytes, 1122334455667788", Report(kernel).Passed("file_attribute"));
    }

    [Theory]
    [InlineData(Oldest)]
    [InlineData("x86_64-6.1")]
    public void OldKernelsHaveNoFunctionsForFiles(string kernel)
        => Assert.Contains("bpf_get_task_exe_file", Report(kernel).Passed("file_paths"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CgroupLsmProgramDecides(string kernel)
    {
        string text = Report(kernel).Passed("lsm_cgroup");
        if (kernel == Oldest)
        {
            Assert.StartsWith("refused: Cannot load program", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("lsm_cgroup/socket_bind CGROUP", text);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TypedTracepointCountsExactly(string kernel) => Assert.Equal("tp_btf task_rename", Report(kernel).Passed("typed_tracepoint"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void IteratorVisitsOnlyItsScope(string kernel)
    {
        Assert.Equal("iter task", Report(kernel).Passed("iterator"));
        foreach (string scope in new[] { "process", "thread" })
        {
            string text = Report(kernel).Passed($"iterator_of_{scope}");
            if (kernel == Oldest)
            {
                Assert.Contains($"Iterators limited to one {scope} need kernel 6.1.", text, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal("iter task 0", text);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SessionsAtFunctionsAreExact(string kernel)
    {
        string traced = Report(kernel).Passed("fsession");
        if (kernel == "x86_64-7.3")
        {
            Assert.Equal("fsession vfs_read", traced);
        }
        else
        {
            Assert.Contains("sessions of traced functions, which came with Linux 7.0", traced, StringComparison.Ordinal);
        }

        string probed = Report(kernel).Passed("kprobe_session");
        if (kernel is "x86_64-6.12" or "x86_64-7.3")
        {
            Assert.Equal("kprobe_session vfs_read (1 function)", probed);
        }
        else
        {
            Assert.Contains(kernel.StartsWith("aarch64", StringComparison.Ordinal) ? "CONFIG_FPROBE" : "kprobe sessions, which came with Linux 6.10", probed, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SystemCallsHaveTheirArguments(string kernel)
    {
        string prefix = kernel.StartsWith("aarch64", StringComparison.Ordinal) ? "__arm64_sys_" : "__x64_sys_";
        string mode = kernel is "x86_64-6.12" or "x86_64-7.3" ? "kprobe_multi" : "perf_event";
        Assert.Equal($"{mode} {prefix}copy_file_range", Report(kernel).Passed("system_call"));
        Assert.Equal($"perf_event {prefix}copy_file_range", Report(kernel).Passed("system_call_single"));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TracedSystemCallsHaveTheirArgumentsAndResults(string kernel)
    {
        Assert.Equal("perf_event syscalls:sys_enter_copy_file_range", Report(kernel).Passed("system_call_enter"));
        Assert.Equal("perf_event syscalls:sys_exit_copy_file_range, syscalls:sys_exit_getppid (2 probes)", Report(kernel).Passed("system_call_exits"));
        Assert.Equal("perf_event raw_syscalls:sys_enter", Report(kernel).Passed("all_system_calls"));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void RawTracepointHasTypedArguments(string kernel)
        => Assert.Equal("raw_tracepoint task_rename", Report(kernel).Passed("raw_tracepoint_arguments"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void PageFaultsAreSampledExactly(string kernel)
        => Assert.Equal("perf_event page-faults/period=1/ of THREAD", Report(kernel).Passed("page_faults"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ProcessIsSampledWithItsThreads(string kernel)
    {
        string text = Report(kernel).Passed("page_faults_of_process");
        if (kernel == Oldest)
        {
            Assert.Contains("Sampling a process without those that it starts needs kernel 5.13. Set IncludeChildren", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("perf_event page-faults/period=1/ of this process", text);
        }

        Assert.Equal("perf_event page-faults/period=1/ of this process", Report(kernel).Passed("page_faults_with_children"));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EveryCpuIsSampledByAClock(string kernel) => Assert.Equal("perf_event cpu-clock/freq=500/ of every CPU", Report(kernel).Passed("cpu_clock"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void BreakpointFiresForEachStore(string kernel) => Assert.Equal("stores", Report(kernel).Passed("breakpoint"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CookiesOfPerfEventsNeedLinks(string kernel)
    {
        string text = Report(kernel).Passed("breakpoint_cookie");
        if (kernel == Oldest)
        {
            Assert.Contains("s_cookie = context.Cookie;", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("stores", text);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CyclesAreSampledWhereTheMachineCountsThem(string kernel)
    {
        // qemu emulates the counters of aarch64, but none of x86-64.
        string text = Report(kernel).Passed("cycles");
        if (kernel.StartsWith("aarch64", StringComparison.Ordinal))
        {
            Assert.Equal("samples", text);
        }
        else
        {
            Assert.Contains("SoftwareEvent.CpuClock works on every machine.", text, StringComparison.Ordinal);
        }
    }

    private static KernelReport Report(string kernel)
    {
        KernelRequirement.NeedRoot();
        return KernelReport.Of(kernel);
    }
}

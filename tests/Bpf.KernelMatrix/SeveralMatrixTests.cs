using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Programs with several targets, or globs over kernel functions: exact counts with multi links and, on older kernels, with many single ones.</summary>
public sealed class SeveralMatrixTests
{
    private const string Oldest = "x86_64-5.10";
    private const string Newest = "x86_64-7.3";
    private static readonly string[] s_withMulti = ["x86_64-6.12", "x86_64-7.3"];

    public static TheoryData<string> Kernels => [Oldest, "x86_64-6.1", "x86_64-6.12", "x86_64-7.3", "aarch64-6.12"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SeveralKprobesAreOneProgram(string kernel)
    {
        string expected = HasMulti(kernel) ? "kprobe_multi vfs_read, vfs_write (2 functions)" : "perf_event vfs_read, vfs_write (2 probes)";
        Assert.Equal(expected, Report(kernel).Passed("several_kprobes"));
        Assert.Equal(expected, Report(kernel).Passed("several_kretprobes"));
        Assert.Equal("perf_event vfs_read, vfs_write (2 probes)", Report(kernel).Passed("several_kprobes_single"));

        string cookie = Report(kernel).Passed("several_kprobes_cookie");
        if (kernel == Oldest)
        {
            Assert.Contains("s_cookies += context.Cookie;", cookie, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected, cookie);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SeveralSessionsAreOneProgram(string kernel)
    {
        string text = Report(kernel).Passed("several_kprobe_sessions");
        if (HasMulti(kernel))
        {
            Assert.Equal("kprobe_session vfs_read, vfs_writ? (2 functions)", text);
        }
        else
        {
            Assert.StartsWith("refused: Cannot", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void GlobMatchesEachTraceableFunctionOnce(string kernel)
    {
        string expected = HasMulti(kernel) ? "kprobe_multi vfs_write, vfs_* (ALL functions)" : "perf_event vfs_write, vfs_* (ALL probes)";
        Assert.Equal(expected, Report(kernel).Passed("kprobe_glob"));
        Assert.Equal("perf_event vfs_write, vfs_* (ALL probes)", Report(kernel).Passed("kprobe_glob_single"));
        Assert.Equal(HasMulti(kernel) ? "kprobe_multi kprobe_multi" : "perf_event perf_event", Report(kernel).Passed("kprobe_glob_suffix"));
        Assert.Contains("ENOENT (No such file or directory). The pattern 'no_such_*' matches no traceable function.",
            Report(kernel).Passed("kprobe_glob_none"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void GlobOverEverythingNeedsAMultiLink(string kernel)
    {
        string text = Report(kernel).Passed("kprobe_glob_everything");
        if (HasMulti(kernel))
        {
            Assert.Equal("kprobe_multi * (ALL functions)", text);
        }
        else
        {
            Assert.Matches("The pattern matches [0-9]{5} functions. Without a multi-kprobe .* at most 1000 are created. Narrow the pattern.", text);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ProgramIsLoadedForEachTracedFunction(string kernel)
    {
        Assert.Equal("group vfs_read, vfs_write (2 links) 1", Report(kernel).Passed("several_fentry"));
        string exit = Report(kernel).Passed("several_fexit_cookie");
        if (kernel == Oldest)
        {
            Assert.Contains("s_cookies += context.AttachCookie;", exit, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("group vfs_read, vfs_write (2 links)", exit);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TracedFunctionsOfAGlobAreExact(string kernel)
    {
        // bpf_get_func_arg came with Linux 5.17.
        string entry = Report(kernel).Passed("fentry_glob");
        string exit = Report(kernel).Passed("fexit_glob");
        if (kernel == Oldest)
        {
            Assert.Contains("context.Argument(2)", entry, StringComparison.Ordinal);
            Assert.Contains("context.Argument(2)", exit, StringComparison.Ordinal);
        }
        else
        {
            Assert.Matches(kernel == Newest ? @"^fentry\.multi vfs_\*, vfs_write \([0-9]{2} functions\) tracing_multi$"
                : @"^group vfs_\*, vfs_write \([0-9]{2} links\) tracing$", entry);
            Assert.Matches(kernel == Newest ? @"^fexit\.multi vfs_\* \([0-9]{2} functions\)$" : @"^group vfs_\* \([0-9]{2} links\)$", exit);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SessionsOfAGlobNeedTheirKernel(string kernel)
    {
        string text = Report(kernel).Passed("fsession_glob");
        if (kernel == Newest)
        {
            Assert.Matches(@"^fsession\.multi vfs_\* \([0-9]{2} functions\)$", text);
        }
        else
        {
            Assert.Contains("sessions of traced functions, which came with Linux 7.0", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void LargeGlobsOfTracedFunctionsAreBounded(string kernel)
    {
        Assert.Contains("'no_such_*' matches no traceable function of the kernel", Report(kernel).Passed("fentry_glob_none"), StringComparison.Ordinal);
        string everything = Report(kernel).Passed("fentry_glob_everything");
        string large = Report(kernel).Passed("fentry_glob_large");
        if (kernel == Newest)
        {
            Assert.Matches(@"^fentry\.multi pci_\* \([0-9]{3} functions\) without .*pci_request_irq", large); // variadic
            Assert.Matches(@"^group migrate_\* \([0-9]+ links\) without .*migrate_disable, .*migrate_enable", Report(kernel).Passed("fentry_glob_refused"));
            Assert.Matches("It matches [0-9]{5} functions. The kernel creates a trampoline for each, and at most 5000 are traced.", everything);
        }
        else
        {
            const string Refusal = "It matches [0-9]{N} functions. Linux .* has no links to many traced functions, which came with 7.3, .* use a \\[Kprobe\\]";
            Assert.Matches(Refusal.Replace("N", "5", StringComparison.Ordinal), everything);
            Assert.Matches(Refusal.Replace("N", "3", StringComparison.Ordinal), large);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void MissingFunctionIsNamed(string kernel)
        => Assert.Contains("OnMissing': ESRCH (No such process). The kernel and its modules have no 'there_is_no_such_function'.",
            Report(kernel).Passed("several_fentry_missing"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ProgramDecidesAtSeveralHooks(string kernel)
        => Assert.Equal("group inode_unlink, inode_rmdir (2 links)", Report(kernel).Passed("several_lsm"));

    private static bool HasMulti(string kernel) => s_withMulti.Contains(kernel);

    private static KernelReport Report(string kernel)
    {
        KernelRequirement.NeedRoot();
        return KernelReport.Of(kernel);
    }
}

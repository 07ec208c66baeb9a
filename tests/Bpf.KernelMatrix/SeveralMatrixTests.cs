using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Programs with several targets, or globs over kernel functions: exact counts with multi links and, on older kernels, with many single ones.</summary>
public sealed class SeveralMatrixTests
{
    private const string Oldest = "x86_64-5.10";
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

using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>One unchanged program on every kernel: exact counts everywhere, by the best attach mode each kernel has.</summary>
public sealed class UprobeMatrixTests
{
    private const string Host = "host";
    private const string WithDescriptors = "x86_64-7.3";
    private const string WithoutCookies = "x86_64-5.10";

    private static readonly Dictionary<string, string> s_modes = new()
    {
        [Host] = "uprobe_multi",
        [WithoutCookies] = "perf_event",
        ["x86_64-6.1"] = "perf_event",
        ["x86_64-6.12"] = "uprobe_multi",
        [WithDescriptors] = "uprobe_multi",
        ["aarch64-6.12"] = "uprobe_multi",
    };

    public static TheoryData<string> Kernels => [.. s_modes.Keys];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void EntryCountsAndArguments(string kernel) => Assert.Equal(s_modes[kernel], Report(kernel).Passed("entry_counts_and_arguments"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ReturnCountsAndValue(string kernel) => Assert.Equal(s_modes[kernel], Report(kernel).Passed("return_counts_and_value"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CheckedIndexes(string kernel) => Assert.Equal(s_modes[kernel], Report(kernel).Passed("checked_indexes"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TextRoutinesAndContextProgramsLoad(string kernel) => Assert.Equal($"{GuestObjects.Count} load", Report(kernel).Passed("objects"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void RefusalIsExplained(string kernel)
    {
        string text = Report(kernel).Passed("refusal");
        Assert.Matches(@"^GuestRefused\.cs:15: value -?\d+ makes map_value pointer be out of bounds \[", text);
        Assert.Matches(kernel == WithDescriptors ? @" \[.+\] \[Test the index .+\]$" : @" \[\] \[Test the index .+\]$", text);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void LibraryFunctionByName(string kernel)
        => Assert.Equal(kernel == Host ? "not on a host: it would probe every process" : s_modes[kernel], Report(kernel).Passed("library_function_by_name"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void KernelTypesMatchTheKernel(string kernel) => Assert.Equal("read", Report(kernel).Passed("kernel_types"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ReducedTypesReplaceThoseThatTheKernelHides(string kernel)
        => Assert.Equal(kernel == Host ? "not on a host" : "read", Report(kernel).Passed("reduced_types"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ForcedSingle(string kernel) => Assert.Equal("perf_event", Report(kernel).Passed("forced_single"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NothingFiresAfterDetach(string kernel) => Assert.Equal(s_modes[kernel], Report(kernel).Passed("nothing_fires_after_detach"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CookieWorksOrIsClearlyRefused(string kernel)
    {
        string text = Report(kernel).Passed("cookie");
        if (kernel == WithoutCookies)
        {
            Assert.StartsWith("refused: ", text, StringComparison.Ordinal);
            Assert.Contains("5.15", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(s_modes[kernel], text);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SeveralAttributes(string kernel) => Assert.Equal(s_modes[kernel], Report(kernel).Passed("several_attributes"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void FileOfAProcess(string kernel)
        => Assert.Equal(kernel == WithDescriptors ? "uprobe_multi by descriptor" : s_modes[kernel], Report(kernel).Passed("file_of_a_process"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ReplacedFileOfAProcess(string kernel) => Assert.Equal(s_modes[kernel], Report(kernel).Passed("replaced_file_of_a_process"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void AbsoluteSymlinkInAContainer(string kernel) => Assert.Equal(s_modes[kernel], Report(kernel).Passed("link_in_a_container"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void StaticPointsWithArguments(string kernel) => Assert.Equal(s_modes[kernel], Report(kernel).Passed("static_points"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SessionWorksOrIsClearlyRefused(string kernel)
    {
        string text = Report(kernel).Passed("session");
        if (kernel is Host or WithDescriptors)
        {
            Assert.Equal("uprobe_session", text);
        }
        else
        {
            Assert.StartsWith("refused: ", text, StringComparison.Ordinal);
            Assert.Contains("OnSession", text, StringComparison.Ordinal);
            Assert.Contains("warned of: attaching will fail: the kernel does not support uprobe sessions", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void NoTracefsEventsRemain(string kernel) => Assert.Equal("perf_event", Report(kernel).Passed("tracefs"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ReturnProbeUnderSeccomp(string kernel)
    {
        string text = Report(kernel).Passed("return_probe_under_seccomp");
        if (kernel == "x86_64-6.12")
        {
            Assert.StartsWith("refused: ", text, StringComparison.Ordinal);
            Assert.Contains("seccomp filter", text, StringComparison.Ordinal);
            Assert.EndsWith("counted", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("counted", text);
        }
    }

    private static KernelReport Report(string kernel)
    {
        KernelRequirement.NeedRoot();
        return KernelReport.Of(kernel);
    }
}

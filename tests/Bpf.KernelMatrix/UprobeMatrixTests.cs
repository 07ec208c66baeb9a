using Bpf.TestSupport;

namespace Bpf.KernelMatrix;

/// <summary>One unchanged program on every kernel: exact counts everywhere, by the best attach mode each kernel has.</summary>
public sealed class UprobeMatrixTests
{
    /// <summary>Kernel, expected mode of a plain probe, whether cookies exist.</summary>
    public static TheoryData<string, string, bool> Kernels => new()
    {
        { "host", "uprobe_multi", true },
        { "x86_64-5.10", "perf_event", false },
        { "x86_64-6.1", "perf_event", true },
        { "x86_64-6.12", "uprobe_multi", true },
        { "x86_64-7.3", "uprobe_multi", true },
        { "aarch64-6.12", "uprobe_multi", true },
    };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Entry_counts_and_arguments(string kernel, string mode, bool _)
        => Assert.Equal(mode, Report(kernel).Passed("entry_counts_and_arguments"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Return_counts_and_value(string kernel, string mode, bool _)
        => Assert.Equal(mode, Report(kernel).Passed("return_counts_and_value"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Library_function_by_name(string kernel, string mode, bool _)
        => Assert.Equal(kernel == "host" ? "not on a host: it would probe every process" : mode, Report(kernel).Passed("library_function_by_name"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Forced_single(string kernel, string _, bool __)
        => Assert.Equal("perf_event", Report(kernel).Passed("forced_single"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Nothing_fires_after_detach(string kernel, string mode, bool _)
        => Assert.Equal(mode, Report(kernel).Passed("nothing_fires_after_detach"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Cookie_or_a_clear_refusal(string kernel, string mode, bool hasCookies)
    {
        string text = Report(kernel).Passed("cookie");
        if (hasCookies)
        {
            Assert.Equal(mode, text);
        }
        else
        {
            Assert.StartsWith("refused: ", text, StringComparison.Ordinal);
            Assert.Contains("5.15", text, StringComparison.Ordinal);
        }
    }

    private static KernelReport Report(string kernel)
    {
        KernelRequirement.NeedRoot();
        return KernelReport.Of(kernel);
    }
}

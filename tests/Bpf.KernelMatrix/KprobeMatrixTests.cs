using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Kprobes follow the same rule: a multi link where the kernel supports it and the target allows it.</summary>
public sealed class KprobeMatrixTests
{
    private static readonly Dictionary<string, string> s_modes = new()
    {
        ["x86_64-5.10"] = "perf_event",
        ["x86_64-6.1"] = "perf_event",
        ["x86_64-6.12"] = "kprobe_multi",
        ["x86_64-7.3"] = "kprobe_multi",
        ["aarch64-6.12"] = "perf_event", // fprobe came to aarch64 with 6.14
    };

    public static TheoryData<string> Kernels => [.. s_modes.Keys];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void CallsAndReturnsAreExact(string kernel)
    {
        string text = Report(kernel).Passed("kernel_function");
        Assert.StartsWith(s_modes[kernel], text, StringComparison.Ordinal);
        Assert.Contains(s_modes[kernel] == "kprobe_multi" ? "traceable function" : "multi-kprobe links", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void SingleStaysSingle(string kernel) => Assert.Equal("perf_event (Single was requested)", Report(kernel).Passed("kernel_function_single"));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void PatternInBothModes(string kernel) => Assert.Equal(s_modes[kernel], Report(kernel).Passed("kernel_function_pattern"));

    private static KernelReport Report(string kernel)
    {
        KernelRequirement.NeedRoot();
        return KernelReport.Of(kernel);
    }
}

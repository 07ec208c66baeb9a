using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Every feature probe on every kernel: features of its version are found, and later ones are not.</summary>
public sealed class FeatureMatrixTests
{
    public static TheoryData<string> Kernels => ["x86_64-5.10", "x86_64-6.1", "x86_64-6.12", "x86_64-7.3", "aarch64-6.12"];

    /// <summary>Features that distributions disable or a processor lacks, and those that came to one architecture later.</summary>
    private static readonly string[] s_exceptions =
    [
        "kprobe_multi", "uprobe_multi", "program_type LircMode2", "program_type Lsm", "program_type Tracing", "program_type Extension",
        "program_type StructOps", "map_type StructOps", "map_type Arena", "module_btf",
    ];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void AnswersMatchTheKernelVersion(string kernel)
    {
        KernelRequirement.NeedRoot();
        string differences = KernelReport.Of(kernel).Passed("features");
        TestContext.Current.TestOutputHelper?.WriteLine(differences);
        Assert.DoesNotContain(
            differences.Split("; ", StringSplitOptions.RemoveEmptyEntries),
            difference => !Array.Exists(s_exceptions, name => difference.StartsWith(name + " (", StringComparison.Ordinal)));
    }
}

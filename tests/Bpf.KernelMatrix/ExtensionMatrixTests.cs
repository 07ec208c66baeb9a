using Bpf.Testing;

namespace Bpf.KernelMatrix;

/// <summary>Programs that replace functions of others: exact counts with C# and C on both sides, and the reasons of refusals.</summary>
public sealed class ExtensionMatrixTests
{
    private const string Oldest = "x86_64-5.10";

    public ExtensionMatrixTests() => KernelRequirement.NeedRoot();

    public static TheoryData<string> Kernels => [Oldest, "x86_64-6.1", "x86_64-6.12", "x86_64-7.3"];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void FunctionIsReplacedUntilDetached(string kernel)
    {
        KernelReport report = KernelReport.Of(kernel);
        Assert.Equal("freplace Decide of OnPacket", report.Passed("freplace"));
        Assert.Equal("freplace OnPacket of OnPacket", report.Passed("freplace_program"));
        Assert.Equal("freplace Decide of OnPacket; freplace Decide of OnOther", report.Passed("freplace_several"));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ObjectsOfOtherCompilersReplaceAndAreReplaced(string kernel)
    {
        KernelReport report = KernelReport.Of(kernel);
        Assert.Equal("replaced", report.Passed("freplace_debug"));
        Assert.Equal("replaced", report.Passed("freplace_c_by_csharp"));
        Assert.Equal("replaced", report.Passed("freplace_csharp_by_c"));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void ReplacedFunctionIsNotReplacedAgain(string kernel)
    {
        string text = KernelReport.Of(kernel).Passed("freplace_twice");
        Assert.StartsWith("refused: BpfException", text, StringComparison.Ordinal);
        Assert.Contains("EBUSY", text, StringComparison.Ordinal);
        Assert.Contains("The function is already replaced", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void FunctionWithAStructIsReplacedWhereKernelsPassStructs(string kernel)
    {
        string text = KernelReport.Of(kernel).Passed("freplace_struct");
        if (kernel == Oldest)
        {
            Assert.StartsWith("refused: VerifierException", text, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal("freplace Measure of OnPacket", text);
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void WrongSignatureIsExplainedByBoth(string kernel)
    {
        const string Function = "The function is 'int Decide(struct xdp_md *context, short level)', the program";
        string[] refusals = KernelReport.Of(kernel).Passed("freplace_signatures").Split(" || ");
        Assert.All(refusals, refusal => Assert.StartsWith("refused: BpfException Cannot load program", refusal, StringComparison.Ordinal));
        Assert.Contains($"Parameter 2 of the program is 'long long', that of the function 'short'. {Function} 'int Wider(struct xdp_md *context, long long level)'.", refusals[0], StringComparison.Ordinal);
        Assert.Contains($"The program returns 'long long', the function 'int'. {Function} 'long long Longer(struct xdp_md *context, short level)'.", refusals[1], StringComparison.Ordinal);
        Assert.Contains($"Parameter 2 of the program is 'unsigned short', that of the function 'short'. {Function} 'int Unsigned(", refusals[2], StringComparison.Ordinal);
        Assert.Contains($"The program has 1 parameter, the function 2. {Function} 'int Fewer(struct xdp_md *context)'.", refusals[3], StringComparison.Ordinal);
        Assert.Contains($"Parameter 1 of the program is 'struct __sk_buff *', that of the function 'struct xdp_md *'. {Function} 'int OtherContext(", refusals[4], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void MissingTargetsAndFunctionsAreNamed(string kernel)
    {
        string[] states = KernelReport.Of(kernel).Passed("freplace_states").Split(" || ");
        Assert.Contains("It replaces the function 'Decide' of another program: set Target to that program, loaded, between Open and Load", states[0], StringComparison.Ordinal);
        Assert.Contains("BpfStateException Cannot use program 'OnPacket'", states[1], StringComparison.Ordinal);
        Assert.Contains("The target program has no such function. Those that it has: ", states[2], StringComparison.Ordinal);
        Assert.Contains("Decide", states[2].Split("Those that it has: ")[1], StringComparison.Ordinal);
        Assert.Contains("The function is static, and only global functions can be replaced", KernelReport.Of(kernel).Passed("freplace_hidden"), StringComparison.Ordinal);
    }
}

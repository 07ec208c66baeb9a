using Bpf.Testing;

namespace Bpf.Differential.Tests;

/// <summary>The corpus, once for each other libLLVM on the machine.</summary>
public class EveryLlvmTests
{
    public static TheoryData<int> Others => [.. InstalledLlvm.Others];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Others))]
    public Task CorpusPassesWith(int major)
        => InstalledLlvm.RunAsync(typeof(EveryLlvmTests).Assembly, major, "-class", typeof(CorpusTests).FullName!, "-class", typeof(BoundsTests).FullName!);
}

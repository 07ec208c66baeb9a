using Bpf.Testing;

namespace Bpf.Compiler.Tests.Llvm;

/// <summary>The whole suite, once for each other libLLVM on the machine.</summary>
[Trait("Category", "Full")]
public class EveryLlvmTests
{
    public static TheoryData<int> Others => [.. InstalledLlvm.Others];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Others))]
    public Task AllTestsPassWith(int major)
        => InstalledLlvm.RunAsync(typeof(EveryLlvmTests).Assembly, major, "-class-", typeof(EveryLlvmTests).FullName!);
}

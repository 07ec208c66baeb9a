namespace Bpf.Analyzers.Tests;

/// <summary>BPF0112 in local functions.</summary>
public class RecursionTests
{
    [Fact]
    public Task LocalFunctionCallsItself() => Verify.Program(
        "return Count((int)size); static int Count(int n) => n < 10 ? 1 : 1 + {|BPF0112:Count(n / 10)|};");
}

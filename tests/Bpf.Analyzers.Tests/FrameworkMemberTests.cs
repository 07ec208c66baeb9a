namespace Bpf.Analyzers.Tests;

/// <summary>BPF0114: members of the base class library that bpfc cannot compile.</summary>
public class FrameworkMemberTests
{
    [Theory]
    [InlineData("return {|BPF0114:Environment.ProcessId|};")]
    [InlineData("s_value = {|BPF0114:Environment.TickCount64|};")]
    [InlineData("s_value = {|BPF0114:System.Diagnostics.Stopwatch.GetTimestamp()|};")]
    [InlineData("s_value = {|BPF0114:DateTime.UtcNow|}.Ticks;")]
    [InlineData("Guid id = {|BPF0114:Guid.NewGuid()|};")]
    [InlineData("{|BPF0114:Console.WriteLine(s_number)|};")]
    public Task MembersHaveNoImplementation(string statements) => Verify.Program(statements, "static long s_value; static int s_number;");

    [Theory]
    [InlineData("s_value = Math.Max(s_number, 3);")]
    [InlineData("s_value = System.Numerics.BitOperations.PopCount((uint)s_number);")]
    [InlineData("s_value = Math.Clamp(s_number, 1, 9);")]
    [InlineData("s_value = Convert.ToInt64(s_number);")]
    [InlineData("Span<byte> text = stackalloc byte[8]; s_value = ((ReadOnlySpan<byte>)text).IndexOf((byte)'/');")]
    [InlineData("s_value = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(s_value);")]
    [InlineData("if (BitConverter.IsLittleEndian) s_value = new TimeSpan(s_value).Ticks;")]
    public Task MembersAreCompiled(string statements) => Verify.Program(statements, "static long s_value; static int s_number;");

    [Fact]
    public Task ReplacementIsNamed() => Verify.Program("return {|#0:Environment.ProcessId|};", "",
        Microsoft.CodeAnalysis.Testing.DiagnosticResult.CompilerError("BPF0114").WithLocation(0)
            .WithMessage("'Environment.ProcessId' has no BPF implementation: it needs native code; use BpfHelpers.CurrentProcessId"));
}

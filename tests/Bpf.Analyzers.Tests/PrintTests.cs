namespace Bpf.Analyzers.Tests;

/// <summary>BPF0129: texts that <c>BpfHelpers.Print</c> cannot print.</summary>
public class PrintTests
{
    [Theory]
    [InlineData("BpfHelpers.Print($\"{{|BPF0129:{size:n0}|}}\");")]
    [InlineData("BpfHelpers.Print($\"{|BPF0129:größer|}{size}\");")]
    [InlineData("BpfHelpers.Print($\"{|BPF0129:{new Stats()}|}\");")]
    [InlineData("BpfHelpers.Print($\"{|BPF0129:{size,8:x8}|}\");")]
    [InlineData("BpfHelpers.Print($\"{|BPF0129:{(void*)size:q}|}\");")]
    [InlineData("BpfHelpers.Print($\"{size} {size:x8} {size,8} {(void*)size:us} {DayOfWeek.Monday} {'c'} {true} {\"text\"u8} {nameof(size)}\");")]
    public Task Texts(string statements) => Verify.Program(statements.Replace("{{|", "{|").Replace("|}}", "|}"));
}

using Bpf.Runtime.Verifier;

namespace Bpf.Runtime.Tests;

public class VerifierLogParserTests
{
    private const string Classic = """
        0: R1=ctx() R10=fp0
        ; int bad(struct __sk_buff *skb) @ bad.c:2
        0: (61) r1 = *(u32 *)(r1 +0)          ; R1=scalar(smin=0,smax=umax=0xffffffff)
        1: (61) r0 = *(u32 *)(r1 +0)
        R1 invalid mem access 'scalar'
        processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0
        """;

    private const string Block = """

        Verification failed: invalid memory access
        Reason: R1 is a scalar and cannot be dereferenced
        At: insn 1 (bad.c:2)
        Causal path:
          insn 0: R1 loaded as scalar
        Suggestion: use bpf_probe_read_kernel to read through a scalar
        """;

    [Fact]
    public void ClassicFormIsSummarised()
    {
        VerifierSummary summary = VerifierLogParser.Parse(Classic);
        Assert.Equal("R1 invalid mem access 'scalar'", summary.Reason);
        Assert.Equal(1, summary.Instruction);
        Assert.Equal("(61) r0 = *(u32 *)(r1 +0)", summary.InstructionText);
        Assert.Equal("R1=scalar(smin=0,smax=umax=0xffffffff)", summary.Registers);
        Assert.Empty(summary.Suggestion);
    }

    [Fact]
    public void StructuredBlockWins()
    {
        VerifierSummary summary = VerifierLogParser.Parse(Classic + Block);
        Assert.Equal("invalid memory access", summary.Category);
        Assert.Equal("R1 is a scalar and cannot be dereferenced", summary.Reason);
        Assert.Equal("use bpf_probe_read_kernel to read through a scalar", summary.Suggestion);
        Assert.Equal(1, summary.Instruction);
        Assert.Equal("(61) r0 = *(u32 *)(r1 +0)", summary.InstructionText);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("processed 0 insns")]
    [InlineData("Verification failed:")]
    [InlineData(": (")]
    [InlineData("99999999999999999999: (61) r0 = r1\nx")]
    public void OddLogsDoNotConfuse(string log) => Assert.Equal(-1, VerifierLogParser.Parse(log).Instruction);

    [Fact]
    public void TheReasonMayComeBeforeAnyInstruction()
        => Assert.Equal("reg type unsupported for arg#0 function main#5", VerifierLogParser.Parse("func#0 @0\nreg type unsupported for arg#0 function main#5\nprocessed 0 insns").Reason.Replace("func#0 @0 ", ""));
}

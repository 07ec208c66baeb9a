using Bpf.Objects;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests.Reading;

/// <summary>Verifier logs, parsed with the public type.</summary>
public class VerifierReportTests
{
    private const string Program = """
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>
        char LICENSE[] SEC("license") = "GPL";
        SEC("socket") int only(struct __sk_buff *skb)
        {
            BODY
        }
        """;

    [Fact]
    public void RefusalHasItsLocationAndCost()
    {
        KernelRequirement.NeedRoot();
        using BpfObject target = BpfObject.Open(CObject.CompileText(Program.Replace("BODY", "return *(volatile int *)(long)skb->len;")), "refused");
        VerifierException exception = Assert.Throws<VerifierException>(target.Load);
        VerifierReport report = VerifierReport.Parse(exception.Log);
        Assert.Equal(exception.Reason, report.Reason);
        Assert.Equal((exception.Instruction, exception.InstructionText, exception.Registers), (report.Instruction, report.InstructionText, report.Registers));
        Assert.Equal(exception.SourceLocation!.Text, report.SourceLocation!.Text);
        Assert.True(report.SourceLocation.Line == 0 || (report.SourceLocation.Line == exception.SourceLocation.Line && report.SourceLocation.File == "inline.c"));
        Assert.Equal(exception.Report.Cost, report.Cost);
        Assert.InRange(report.Cost!.ProcessedInstructions, 2, 10);
    }

    [Theory]
    [InlineData(1U)]
    [InlineData(2U)]
    [InlineData(4U)]
    [InlineData(7U)]
    public void AcceptedProgramHasACostAndNoReason(uint level)
    {
        KernelRequirement.NeedRoot();
        string body = "int sum = 0; for (int i = 0; i < 20; i++) if (skb->len > i * 100) sum += skb->mark; return sum;";
        using BpfObject target = BpfObject.Open(CObject.CompileText(Program.Replace("BODY", body)), "accepted", new BpfObjectOptions { VerifierLogLevel = level });
        target.Load();
        VerifierReport report = VerifierReport.Parse(target.Programs[0].VerifierLog);
        Assert.Equal(("", -1, "", "", null), (report.Reason, report.Instruction, report.InstructionText, report.Registers, report.SourceLocation));
        Assert.Equal((int)target.Programs[0].GetInfo().VerifiedInstructions, report.Cost!.ProcessedInstructions);
        Assert.Equal((1_000_000, (level & 4) != 0), (report.Cost.Limit, report.Cost.Time is not null));
    }

    [Fact]
    public void LogBefore69HasOnlyTheSourceText()
    {
        VerifierReport report = VerifierReport.Parse("; return values[index];\n0: (61) r0 = *(u32 *)(r1 +0)\nR1 invalid mem access 'scalar'\nprocessed 1 insns (limit 1000000) max_states_per_insn 0 total_states 3 peak_states 2 mark_read 0\n");
        Assert.Equal(new SourceLocation("", 0, 0, "return values[index];"), report.SourceLocation);
        Assert.Equal("return values[index];", report.SourceLocation!.ToString());
        Assert.Equal(new VerifierCost(1, 1_000_000, 3, 2, null), report.Cost);
    }

    [Fact]
    public void VerifierBlockOf73IsParsed()
    {
        VerifierReport report = VerifierReport.Parse("Verification failed: Memory Safety\n\nReason:\n  It is so.\n\nAt:\n  OnAdd @ Checks.cs:30:13\n  Source context:\n  >>> 30 |     s_small += 1;\n  Instruction context:\n  >>> 63 | (61) r1 = *(u32 *)(r2 +0)\n");
        Assert.Equal(new SourceLocation("Checks.cs", 30, 13, "s_small += 1;"), report.SourceLocation);
    }

    [Fact]
    public void EmptyLogIsAnEmptyReport() => Assert.Equal(VerifierReport.Parse("\n"), VerifierReport.Parse(""));
}

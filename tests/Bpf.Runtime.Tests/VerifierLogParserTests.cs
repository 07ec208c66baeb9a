using Bpf.Objects;
using Bpf.Objects.Verifier;

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

    // The format of kernel 7.3.
    private const string Block = """


        Verification failed: Memory Safety: Access outside bounds

        Reason:
          The verifier cannot prove offset + access_size <= object_size. Here, the maximal bound for a
          memory access is 1024: start 1020 + access_size 4, beyond object_size 64.

        At:
          OnAdd @ GuestChecks.cs:30:13
          Source context:
              29 |         if ((byte)a is > 1 and < 8)
          >>> 30 |             s_small += s_table[(byte)a];
                 |             ^-- error: access may be outside object bounds
              31 |         return 0;
          Instruction context:
              62 | (0f) r2 += r1
          >>> 63 | (61) r1 = *(u32 *)(r2 +0)
              64 | (67) r1 <<= 32

        Causal path:
          OnAdd @ GuestChecks.cs:30:13
          Instruction context:
          >>> 60 | (18) r2 = 0xff6aac8b405f6000

        Suggestion:
          Add or adjust a bounds check that proves offset + access_size stays within
          the object.

        processed 102 insns (limit 1000000) max_states_per_insn 2 total_states 6 peak_states 6 mark_read 0
        """;

    [Fact]
    public void ClassicFormIsSummarized()
    {
        VerifierReport summary = VerifierLogParser.Parse(Classic);
        Assert.Equal("R1 invalid mem access 'scalar'", summary.Reason);
        Assert.Equal(1, summary.Instruction);
        Assert.Equal("(61) r0 = *(u32 *)(r1 +0)", summary.InstructionText);
        Assert.Equal("R1=scalar(smin=0,smax=umax=0xffffffff)", summary.Registers);
        Assert.Empty(summary.Suggestion);
    }

    [Fact]
    public void StructuredBlockExplains()
    {
        VerifierReport summary = VerifierLogParser.Parse(Classic[..Classic.IndexOf("processed", StringComparison.Ordinal)] + Block);
        Assert.Equal("Memory Safety: Access outside bounds", summary.Category);
        Assert.Equal("R1 invalid mem access 'scalar'", summary.Reason);
        Assert.Equal(
            "The verifier cannot prove offset + access_size <= object_size. Here, the maximal bound for a memory access is 1024: start 1020 + access_size 4, beyond object_size 64.",
            summary.Explanation);
        Assert.Equal("Add or adjust a bounds check that proves offset + access_size stays within the object.", summary.Suggestion);
        Assert.Equal(63, summary.Instruction);
        Assert.Equal("(61) r1 = *(u32 *)(r2 +0)", summary.InstructionText);
    }

    [Fact]
    public void StructuredBlockIsSelfContained()
    {
        VerifierReport summary = VerifierLogParser.Parse(Block);
        Assert.Equal(63, summary.Instruction);
        Assert.StartsWith("The verifier cannot prove", summary.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCausalPathGivesNotes()
    {
        const string Path = """
            func#0 @0
            Verification failed: Register Type Safety: Invalid dereference

            Reason:
              R1 is an integer scalar here, not a pointer to memory.

            At:
              OnReturn @ Program.cs:101:9
                   | ^-- error: invalid dereference of R1 (an integer scalar)
              Instruction context:
              >>> 13 | (71) r0 = *(u8 *)(r1 +0)

            Causal path:
              OnReturn @ Program.cs:90:9
                   | ^-- update: R0 changed from uninitialized value to nullable map value from Buffers at
                   |     offset 0
              Instruction context:
              >>>  7 | (85) call bpf_map_lookup_elem#1

              OnReturn @ Program.cs:92:13
              Source context:
              >>> 92 |     if (size > 4)
                     |     ^-- branch: took the false branch of this conditional, goto not followed
              Instruction context:
              >>> 10 | (55) if r1 != 0x0 goto pc+1

              2 intermediate causal-history events omitted

              OnReturn @ Program.cs:97:9
                   | ^-- update: R1 changed from map value from Buffers at offset 0 to integer scalar with
                   |     unknown value
              Instruction context:
              >>> 12 | (79) r1 = *(u64 *)(r1 +0)

              OnReturn @ Program.cs:98:9
                   | ^-- invalidated: R6: packet data may have moved; previous value was pkt at offset 0

              OnReturn @ Program.cs:99:9
                   | ^-- context: entered lock region; depth is now 1

            Suggestion:
              Preserve it.

            processed 13 insns (limit 1000000) max_states_per_insn 0 total_states 1 peak_states 1 mark_read 0
            """;
        VerifierReport report = VerifierReport.Parse(Path);
        Assert.Equal("Preserve it.", report.Suggestion);
        Assert.Equal(13, report.Instruction);
        Assert.Equal(new SourceLocation("Program.cs", 101, 9, ""), report.SourceLocation);
        Assert.Equal(
            [
                new("the value is made here: nullable map value from Buffers at offset 0", new("Program.cs", 90, 9, "")),
                new("the way leads through this branch", new("Program.cs", 92, 13, "if (size > 4)")),
                new("map value from Buffers at offset 0 becomes integer scalar with unknown value here", new("Program.cs", 97, 9, "")),
                new("a value becomes invalid here: packet data may have moved", new("Program.cs", 98, 9, "")),
                new("entered lock region; depth is now 1", new("Program.cs", 99, 9, "")),
            ],
            report.Notes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("processed 0 insns")]
    [InlineData("Verification failed:")]
    [InlineData(": (")]
    [InlineData("99999999999999999999: (61) r0 = r1\nx")]
    public void UnusualLogsAreParsed(string log) => Assert.Equal(-1, VerifierLogParser.Parse(log).Instruction);

    [Fact]
    public void ReasonCanPrecedeAllInstructions()
        => Assert.Equal("reg type unsupported for arg#0 function main#5", VerifierLogParser.Parse("func#0 @0\nreg type unsupported for arg#0 function main#5\nprocessed 0 insns").Reason);
}

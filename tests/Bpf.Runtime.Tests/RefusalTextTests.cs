using Bpf.Objects;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>How refusals are shown: like the errors of compilers, and in one line for build tools.</summary>
public sealed class RefusalTextTests
{
    private static readonly SourceLocation s_read = new("/src/Tool.cs", 14, 16, "return value.Value + 1;") { Indentation = 8 };

    private static readonly VerifierReport s_report = new()
    {
        Reason = "R0 invalid mem access 'map_value_or_null'",
        Instruction = 7,
        InstructionText = "(61) r0 = *(u32 *)(r0 +0)",
        Registers = "R0=map_value_or_null(id=1)",
        SourceLocation = s_read,
        Explanation = "The value may be missing.",
        Suggestion = "Test it first.",
        Notes = [new VerifierNote("the value comes from here", new SourceLocation("/src/Tool.cs", 9, 9, "values.TryGetRef(key, out var value);") { Indentation = 8 })],
    };

    [Fact]
    public void ReportIsShownLikeAnErrorOfACompiler() => Assert.Equal(
        """
        error: The value may be missing.
          --> /src/Tool.cs:14:16
           |
        14 | return value.Value + 1;
           |        ^^^^^
        note: the value comes from here
          --> /src/Tool.cs:9:9
           |
         9 | values.TryGetRef(key, out var value);
           | ^^^^^^
           = kernel: R0 invalid mem access 'map_value_or_null'
           = instruction 7: (61) r0 = *(u32 *)(r0 +0)
           = registers: R0=map_value_or_null(id=1)
        help: Test it first.
        """, s_report.Render());

    [Fact]
    public void ColorsAreOnlyAdded()
    {
        string colored = s_report.Render(colors: true);
        Assert.StartsWith("\u001b[1;31merror\u001b[0m\u001b[1m: The value may be missing.\u001b[0m\n", colored, StringComparison.Ordinal);
        Assert.Equal(s_report.Render(), System.Text.RegularExpressions.Regex.Replace(colored, "\u001b\\[[0-9;]+m", ""));
    }

    [Fact]
    public void BuildErrorIsOneLineThatEditorsLinkTo() => Assert.Equal(
        "/src/Tool.cs(14,16): error BPF9999: program 'OnOpen': The value may be missing. [R0 invalid mem access 'map_value_or_null'] Test it first.",
        s_report.ToBuildError("BPF9999", "program 'OnOpen'"));

    [Fact]
    public void UnknownReasonIsTheError()
    {
        VerifierReport report = s_report with { Explanation = "", Suggestion = "", Notes = [], SourceLocation = null, Registers = "" };
        Assert.Equal("error: R0 invalid mem access 'map_value_or_null'\n  = instruction 7: (61) r0 = *(u32 *)(r0 +0)", report.Render());
        Assert.Equal("program 'OnOpen': error BPF9999: program 'OnOpen': R0 invalid mem access 'map_value_or_null'.", report.ToBuildError("BPF9999", "program 'OnOpen'"));
    }

    [Fact]
    public void ControlCharactersOfFilesAreEscaped()
    {
        VerifierReport report = s_report with { SourceLocation = s_read with { File = "a\u001b[2Jb", Text = "x\u0007\ty" } };
        Assert.Contains("a\\u001b[2Jb:14:16", report.Render(), StringComparison.Ordinal);
        Assert.Contains("x\\u0007 y", report.Render(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", report.Render(colors: true), StringComparison.Ordinal);
    }

    // Blanks that the compiler did not record, a column behind the end, and lines without a number.
    [Theory]
    [InlineData(3, 8, 16)]
    [InlineData(14, 8, 99)]
    [InlineData(0, null, 0)]
    public void LinesWithoutACertainColumnHaveNoMark(int line, int? indentation, int column)
    {
        SourceLocation location = s_read with { Line = line, Column = column, Indentation = line == 3 ? 20 : indentation };
        Assert.DoesNotContain("^", (s_report with { SourceLocation = location, Notes = [] }).Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void MarkIsBelowTheColumnThatTheCompilerRecorded()
    {
        KernelRequirement.NeedRoot();
        byte[] bytes = CObject.CompileText("""
            #include "common.h"
            SEC("socket") int bad(struct __sk_buff *skb)
            {
                if (skb->mark)
            		return *(volatile int *)(long)skb->len;
                return 0;
            }
            """);
        using BpfObject target = BpfObject.Open(bytes, "bad");
        VerifierException exception = Assert.Throws<VerifierException>(target.Load);
        Assert.Contains("\n5 | return *(volatile int *)(long)skb->len;\n  |        ^\n", exception.Message, StringComparison.Ordinal);
        Assert.Contains("inline.c:5:10\n", exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("Cannot load program 'bad:bad': EACCES (Permission denied). R1 invalid mem access 'scalar'.\nerror: ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(RefusalClass.Memory, exception.Class);
    }
}

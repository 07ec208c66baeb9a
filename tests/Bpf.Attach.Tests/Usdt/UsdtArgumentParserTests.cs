using Bpf.Runtime.Attach.Usdt;

namespace Bpf.Attach.Tests.Usdt;

/// <summary>Every form of operand, on both architectures.</summary>
[Trait("Category", "Quick")]
public sealed class UsdtArgumentParserTests
{
    private const ushort X64 = 62;
    private const ushort Arm64 = 183;

    public static TheoryData<ushort, string, string> Good => new()
    {
        { X64, "4@%eax", "Register 80 +4" },
        { X64, "-4@%edi", "Register 112 -4" },
        { X64, "1@%ah", "Register 81 +1" },
        { X64, "2@%r10w", "Register 56 +2" },
        { X64, "8@%r15", "Register 0 +8" },
        { X64, "8@%rsp", "Register 152 +8" },
        { X64, "-4@$-9", "Constant -9 -4" },
        { X64, "8@$0x10", "Constant 16 +8" },
        { X64, "8@(%rdx)", "Memory 96+0 +8" },
        { X64, "-4@-1204(%rbp)", "Memory 32+-1204 -4" },
        { X64, "8@0x18(%rsp)", "Memory 152+24 +8" },
        { X64, "-4@counter(%rip)", "Memory 128+4096 -4" },
        { X64, "-4@counter+8(%rip)", "Memory 128+4104 -4" },
        { X64, "-4@4+counter(%rip)", "Memory 128+4100 -4" },
        { X64, "1@-96(%rbp,%rax,8)", "Indexed 32+80*8+-96 +1" },
        { X64, "4@(%rsi,%rcx)", "Indexed 104+88*1+0 +4" },
        { X64, "8@8(,%rcx,1)", "Memory 88+8 +8" },
        { Arm64, "-4@w3", "Register 24 -4" },
        { Arm64, "8@x30", "Register 240 +8" },
        { Arm64, "8@sp", "Register 248 +8" },
        { Arm64, "8@xzr", "Constant 0 +8" },
        { Arm64, "-8@-1", "Constant -1 -8" },
        { Arm64, "4@#12", "Constant 12 +4" },
        { Arm64, "8@[sp]", "Memory 248+0 +8" },
        { Arm64, "-4@[x29, -20]", "Memory 232+-20 -4" },
        { Arm64, "8@[x19, #16]", "Memory 152+16 +8" },
        { Arm64, "8@[x0, x1]", "Indexed 0+8*1+0 +8" },
        { Arm64, "8@[x0, x1, lsl 3]", "Indexed 0+8*8+0 +8" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void Operand(ushort machine, string text, string expected)
        => Assert.Equal([expected], Parse(machine, text));

    [Fact]
    public void OperandListWithInnerSpaces()
        => Assert.Equal(["Memory 248+8 +8", "Register 0 -4", "Constant 3 +1"], Parse(Arm64, "8@[sp, 8] -4@w0 1@3"));

    [Fact]
    public void NoArguments() => Assert.Empty(Parse(X64, ""));

    /// <summary>One unreadable argument does not affect the others.</summary>
    [Theory]
    [InlineData(X64, "8@%xmm0", "not supported")]
    [InlineData(X64, "8f@%xmm0", "floating-point")]
    [InlineData(X64, "16@(%rdi)", "has 16 bytes")]
    [InlineData(X64, "99999999999@%rax", "has 99999999999 bytes")]
    [InlineData(X64, "3@%rax", "3 bytes")]
    [InlineData(X64, "8@(%rax,%rcx,3)", "not supported")]
    [InlineData(X64, "8@%fs:counter@tpoff", "not supported")]
    [InlineData(X64, "8@%fs:(%rax)", "not supported")]
    [InlineData(X64, "8@unknown(%rip)", "'unknown' is not a variable")]
    [InlineData(X64, "8@8(,%rcx,4)", "not supported")]
    [InlineData(Arm64, "8@[x0, :lo12:counter]", "not supported")]
    [InlineData(Arm64, "8f@d0", "floating-point")]
    public void UnreadableFileIsExplained(ushort machine, string text, string expected)
    {
        string constant = machine == X64 ? "$7" : "7";
        Assert.Null(UsdtArgumentParser.Parse($"-4@{constant} {text} 1@{constant}", machine, _ => new(null, "is not a variable in the file"), out UsdtArgument[] arguments));
        Assert.Equal([UsdtArgumentKind.Constant, UsdtArgumentKind.Unreadable, UsdtArgumentKind.Constant], arguments.Select(argument => argument.Kind));
        Assert.Contains(expected, arguments[1].Problem, StringComparison.Ordinal);
        Assert.Contains($"argument 1, '{text}'", arguments[1].Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rubbish", "not a list")]
    [InlineData("1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1 1@$1", "13 arguments")]
    public void TextThatIsNotAListIsExplained(string text, string expected)
        => Assert.Contains(expected, UsdtArgumentParser.Parse(text, X64, _ => default, out _), StringComparison.Ordinal);

    private static string[] Parse(ushort machine, string text)
    {
        Assert.Null(UsdtArgumentParser.Parse(text, machine, symbol => new(symbol == "counter" ? 4096 : null, null), out UsdtArgument[] arguments));
        return [.. arguments.Select(Describe)];
    }

    private static string Describe(UsdtArgument argument)
    {
        string place = argument.Kind switch
        {
            UsdtArgumentKind.Constant => $"Constant {argument.Value}",
            UsdtArgumentKind.Register => $"Register {argument.Register}",
            UsdtArgumentKind.Memory => $"Memory {argument.Register}+{argument.Value}",
            _ => $"Indexed {argument.Register}+{argument.Index}*{1 << argument.Scale}+{argument.Value}",
        };
        return $"{place} {(argument.IsSigned ? "-" : "+")}{argument.Size}";
    }
}

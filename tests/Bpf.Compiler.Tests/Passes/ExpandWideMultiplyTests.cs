using System.Globalization;
using Bpf.Compiler.Passes;

namespace Bpf.Compiler.Tests.Passes;

/// <summary>The arithmetic of the expansion: LLVM computes it for constants.</summary>
public class ExpandWideMultiplyTests
{
    private static readonly UInt128 s_digits = new(0xFEDC_BA98_7654_3210, 0xFFFF_FFFF_0000_0001);

    public static TheoryData<string, string> Operands
    {
        get
        {
            UInt128[] values = [0, 1, uint.MaxValue, (UInt128)1 << 32, ulong.MaxValue, (UInt128)1 << 64, s_digits, UInt128.MaxValue];
            TheoryData<string, string> operands = [];
            foreach (UInt128 left in values)
            {
                foreach (UInt128 right in values)
                {
                    operands.Add(left.ToString(CultureInfo.InvariantCulture), right.ToString(CultureInfo.InvariantCulture));
                }
            }

            return operands;
        }
    }

    [Theory]
    [MemberData(nameof(Operands))]
    public void BothHalvesOfTheProductAreCorrect(string left, string right)
    {
        string result = PassRun.Print($$"""
            define i64 @high() {
              %product = mul i128 {{left}}, {{right}}
              %upper = lshr i128 %product, 64
              %high = trunc i128 %upper to i64
              ret i64 %high
            }

            define i64 @low() {
              %product = mul i128 {{left}}, {{right}}
              %low = trunc i128 %product to i64
              ret i64 %low
            }
            """, new ExpandWideMultiply(), cleanup: "instsimplify,dce");

        UInt128 product = unchecked(UInt128.Parse(left, CultureInfo.InvariantCulture) * UInt128.Parse(right, CultureInfo.InvariantCulture));
        Assert.Contains($"@high() {{\n  ret i64 {(long)(ulong)(product >> 64)}\n}}", result, StringComparison.Ordinal);
        Assert.Contains($"@low() {{\n  ret i64 {(long)(ulong)product}\n}}", result, StringComparison.Ordinal);
    }
}

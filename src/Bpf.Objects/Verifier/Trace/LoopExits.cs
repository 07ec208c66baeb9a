using System.Globalization;
using System.Text.RegularExpressions;

namespace Bpf.Objects.Verifier.Trace;

/// <summary>What ends a loop, as far as its instructions show it.</summary>
internal static partial class LoopExits
{
    private const int MostSteps = 64;

    /// <summary>
    /// True when each condition that ends the loop is about a value that a round reads anew, from memory or as the result of a call: no number of rounds is
    /// then the last one for the verifier.
    /// </summary>
    /// <param name="loop">The instructions of the loop with their texts.</param>
    public static bool AreReadAnew(IReadOnlyCollection<(int Instruction, string Text)> loop)
    {
        (int Number, string Text)[] code =
        [
            .. loop.OrderBy(static item => item.Instruction).Select(static item => (item.Instruction, InstructionLine.Part(item.Text).Instruction)),
        ];
        int exits = 0;
        for (int i = 0; i < code.Length; i++)
        {
            if (Branch().Match(code[i].Text) is not { Success: true } branch)
            {
                continue;
            }

            int target = code[i].Number + 1 + int.Parse(branch.Groups[3].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            if (i != code.Length - 1 && target >= code[0].Number && target <= code[^1].Number)
            {
                continue;
            }

            exits++;
            string limit = branch.Groups[2].Value;
            bool isLimitFixed = !Array.Exists(code, other => Written().Match(other.Text) is { Success: true } written && written.Groups[1].Value == limit);
            if (!isLimitFixed || !IsReadAnew(code, i, branch.Groups[1].Value))
            {
                return false;
            }
        }

        return exits != 0;
    }

    /// <summary>True for a loop over an iterator of the kernel.</summary>
    public static bool IsIterator(IEnumerable<(int Instruction, string Text)> loop) => loop.Any(static item => Next().IsMatch(item.Text));

    // Follows the register backward through the loop's code: moves and arithmetic with constants keep what it depends on.
    private static bool IsReadAnew((int Number, string Text)[] code, int branch, string register)
    {
        for (int i = branch - 1, steps = 0; i >= 0 && steps < MostSteps; i--, steps++)
        {
            string text = code[i].Text;
            if (text.StartsWith("call ", StringComparison.Ordinal) && register == "0")
            {
                return true;
            }

            if (Written().Match(text) is not { Success: true } written || written.Groups[1].Value != register)
            {
                continue;
            }

            string operand = text[written.Length..];
            if (Memory().Match(operand) is { Success: true } memory)
            {
                // A variable that the loop itself stores is a counter; one on the stack that it does not store is filled by a call.
                string slot = memory.Groups[1].Value;
                return !slot.StartsWith("(r10 ", StringComparison.Ordinal)
                    || !Array.Exists(code, other => other.Text.StartsWith('*') && other.Text.Contains(slot, StringComparison.Ordinal));
            }

            if (Source().Match(operand) is { Success: true } source && written.Groups[2].Value == "=")
            {
                register = source.Groups[1].Value;
            }
            else if (written.Groups[2].Value is not ("&=" or "<<=" or ">>=" or "s>>="))
            {
                return false;
            }
        }

        return false;
    }

    [GeneratedRegex(@"^if [rw](\d+) \S+ (?:[rw](\d+)|\S+) goto pc([-+]\d+)")]
    private static partial Regex Branch();

    [GeneratedRegex(@"^[rw](\d+) (s?[-+*/%&|^<>]*=) ")]
    private static partial Regex Written();

    [GeneratedRegex(@"^\*\([us]\d+ \*\)(\(r\d+ [-+]\d+\))")]
    private static partial Regex Memory();

    [GeneratedRegex(@"^[rw](\d+)$")]
    private static partial Regex Source();

    [GeneratedRegex(@"call bpf_iter_\w+_next#")]
    private static partial Regex Next();
}

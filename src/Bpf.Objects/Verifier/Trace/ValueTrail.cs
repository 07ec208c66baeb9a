using System.Globalization;
using System.Text.RegularExpressions;

namespace Bpf.Objects.Verifier.Trace;

/// <summary>Follows values backward along a path, through moves, arithmetic, spills to the stack, and calls of the program's own functions.</summary>
/// <param name="path">The path.</param>
internal sealed partial class ValueTrail(IReadOnlyList<TraceStep> path)
{
    private const int LastArgument = 5;
    private const int FramePointer = 10;

    /// <summary>Finds where the value in a register was made.</summary>
    /// <param name="register">The register.</param>
    /// <param name="before">Index of the step in front of which the register has the value.</param>
    /// <returns>Null when the log does not show it, or not for certain.</returns>
    public ValueOrigin? Find(int register, int before)
    {
        List<(int Index, int Register)> offsets = [];
        List<TraceStep> changes = [];
        string? slot = null;
        // Only a pointer that the verifier knows cannot have been overwritten by a helper.
        bool isPointer = false;
        TraceFrame frame = path[before].Frame;
        for (int i = before - 1; i >= 0 && !path[i + 1].IsUncertain; i--)
        {
            TraceStep step = path[i];
            if (step.Frame != frame)
            {
                if (path[i + 1].Frame == frame && frame.Call == step)
                {
                    // The beginning of the function: arguments are those of the caller.
                    if (register is < 1 or > LastArgument || slot is not null || !IsOwnFunction(step))
                    {
                        return null;
                    }

                    frame = step.Frame;
                }
                else if (slot is not null)
                {
                    // A function that was called may have written to the slot.
                    return null;
                }
                else if (register == 0 && step.IsExit && step.Frame.Caller == frame && step.Frame.Call is { } call && IsOwnFunction(call))
                {
                    frame = step.Frame;
                }

                continue;
            }

            if (slot is not null)
            {
                if (!step.Text.StartsWith(slot, StringComparison.Ordinal))
                {
                    if (IsOtherStore(step.Text) || (step.IsCall && !isPointer))
                    {
                        return null;
                    }

                    continue;
                }

                if (Source().Match(step.Text[slot.Length..]) is not { Success: true } stored)
                {
                    return null;
                }

                (register, slot) = (Number(stored), null);
                continue;
            }

            if (step.IsCall)
            {
                if (register == 0)
                {
                    return IsOwnFunction(step) && path[i + 1].Frame != frame ? null : new ValueOrigin(i, step, offsets, changes);
                }

                if (register <= LastArgument)
                {
                    return null;
                }

                continue;
            }

            if (Written().Match(step.Text) is not { Success: true } written || Number(written) != register)
            {
                if (Exchanged().Match(step.Text) is { Success: true } exchanged && Number(exchanged) == register)
                {
                    return null;
                }

                continue;
            }

            string operation = written.Groups[2].Value;
            string operand = step.Text[written.Length..];
            if (operation != "=")
            {
                changes.Add(step);
                if (operation == "+=" && Source().Match(operand) is { Success: true } added)
                {
                    offsets.Add((i, Number(added)));
                }
            }
            else if (Source().Match(operand) is { Success: true } copied && Number(copied) != FramePointer)
            {
                register = Number(copied);
            }
            else if (Fill().Match(operand) is { Success: true } fill)
            {
                slot = $"*(u64 *)(r10 {fill.Groups[1].ValueSpan}) = ";
                isPointer = Pointer().Match(step.State) is { Success: true } pointer && Number(pointer) == register;
            }
            else if (Converted().Match(operand) is { Success: true } converted)
            {
                changes.Add(step);
                register = Number(converted);
            }
            else
            {
                return new ValueOrigin(i, step, offsets, changes);
            }
        }

        return null;
    }

    /// <summary>The register that a text of the verifier begins with, "R3 invalid mem access", or the argument of a call: "arg#0 pointer type".</summary>
    public static int? RegisterOf(string reason) => Named().Match(reason) is { Success: true } named ? Number(named)
        : Argument().Match(reason) is { Success: true } argument ? Number(argument) + 1 : null;

    private static bool IsOwnFunction(TraceStep call) => call.Text.StartsWith("call pc", StringComparison.Ordinal);

    // A store that may overlap the slot: through another register, or of another size.
    private static bool IsOtherStore(string text) => text.StartsWith("lock ", StringComparison.Ordinal)
            || (text.StartsWith('*') && !text.StartsWith("*(u64 *)(r10 ", StringComparison.Ordinal));

    private static int Number(Match match) => int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // "r1 = ", "w1 += "
    [GeneratedRegex(@"^[rw](\d+) (s?[-+*/%&|^<>]*=) ")]
    private static partial Regex Written();

    [GeneratedRegex(@"^[rw](\d+)$")]
    private static partial Regex Source();

    [GeneratedRegex(@"^\*\(u64 \*\)\(r10 ([-+]\d+)\)$")]
    private static partial Regex Fill();

    // "(s8)r1", "be16 r1", "-r1"
    [GeneratedRegex(@"^(?:\(s\d+\)|(?:be|le|bswap)\d+ |-)[rw](\d+)$")]
    private static partial Regex Converted();

    // "r1 = atomic64_fetch_add(…)", "r0 = atomic_cmpxchg(…)"
    [GeneratedRegex(@"^[rw](\d+) = atomic")]
    private static partial Regex Exchanged();

    [GeneratedRegex(@"^R(\d+)(?:_\w+)?=(?!scalar|inv|P?-?\d)")]
    private static partial Regex Pointer();

    [GeneratedRegex(@"\bR(\d+)\b")]
    private static partial Regex Named();

    [GeneratedRegex(@"\barg#(\d) pointer type ")]
    private static partial Regex Argument();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Bpf.Objects.Verifier.Trace;

/// <summary>
/// Reads from a log the path on which the verifier stopped. The verifier follows one way of a branch to its end and then goes back to the last branch
/// whose other way it has not seen, which the log shows as "from 4 to 7".
/// </summary>
internal static partial class TracePath
{
    /// <summary>Returns the steps of the path, from the beginning of the program or from where the log begins.</summary>
    /// <param name="lines">The log.</param>
    public static IReadOnlyList<TraceStep> Read(string[] lines)
    {
        List<TraceStep> path = [];
        TraceFrame main = new(null, null);
        bool isCut = lines.Length > 0 && lines[0].StartsWith('[');
        foreach (string line in lines)
        {
            if (InstructionLine.TryRead(line, out int instruction, out string text))
            {
                Add(path, instruction, text, main, isCut);
                isCut = false;
            }
            else if (OtherWay().Match(line) is { Success: true } other)
            {
                int branch = int.Parse(other.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
                isCut |= !Return(path, branch);
            }

            if (path.Count != 0 && State().Match(line) is { Success: true } state)
            {
                path[^1].After = isCut ? "" : line[state.Length..];
            }
        }

        return path;
    }

    private static void Add(List<TraceStep> path, int instruction, string line, TraceFrame main, bool isCut)
    {
        (string text, string state) = InstructionLine.Part(line);
        TraceStep? last = path.Count == 0 ? null : path[^1];
        path.Add(new TraceStep(instruction, text, state, FrameAfter(last, instruction) ?? main)
        {
            IsUncertain = isCut,
        });
    }

    private static TraceFrame? FrameAfter(TraceStep? last, int instruction)
    {
        if (last is null)
        {
            return null;
        }

        // A callback runs behind the call of the helper.
        bool isEntered = last.IsCall && instruction != last.Instruction + 1;
        return isEntered ? new TraceFrame(last.Frame, last) : last.IsExit ? last.Frame.Caller : last.Frame;
    }

    // False when the log does not show the branch, or shows it several times without saying which one is meant.
    private static bool Return(List<TraceStep> path, int branch)
    {
        bool IsMeant(TraceStep step) => step.Instruction == branch && !step.IsTakenTwice;
        int found = path.FindLastIndex(IsMeant);
        bool isCertain = found >= 0 && path.FindIndex(IsMeant) == found;
        path.RemoveRange(found + 1, path.Count - found - 1);
        if (found >= 0)
        {
            path[found].IsTakenTwice = true;
        }

        return isCertain;
    }

    // "from 4 to 7: R0=inv0 R10=fp0", "7: R0=0 R10=fp0", " R0=inv0 R10=fp0"; behind "frame1: ", too.
    [GeneratedRegex(@"^(?:from \d+ to \d+(?: \(speculative execution\))?:|\d+:)? (?:frame\d+: )?(?=R\d)")]
    private static partial Regex State();

    [GeneratedRegex(@"^from (\d+) to \d+(?: \(speculative execution\))?:")]
    private static partial Regex OtherWay();
}

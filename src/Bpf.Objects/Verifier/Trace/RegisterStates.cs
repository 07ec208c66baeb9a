using System.Globalization;

namespace Bpf.Objects.Verifier.Trace;

/// <summary>
/// Collects what a log says of the registers before an instruction. A state that the verifier prints contains all registers only at the beginning of a path;
/// behind an instruction it contains those that have changed. Kernels before 5.16 print nothing behind most instructions.
/// </summary>
internal static class RegisterStates
{
    private const int LastArgument = 5; // R0 to R5 are lost in a call
    private const int FramePointer = 10;
    private const string Packet = "pkt";
    private const string Acquired = "ref_obj_id";

    /// <summary>Returns the registers that a text or the instruction names, in the verifier's notation; all that are known if it names none.</summary>
    /// <param name="lines">The log.</param>
    /// <param name="line">Index of the instruction's line.</param>
    /// <param name="mentions">The reason and the instruction.</param>
    public static string Before(string[] lines, int line, string mentions)
    {
        SortedDictionary<int, string> states = [];
        HashSet<int> known = [];
        // Kinds of values that a call behind the state has made invalid in all registers.
        List<string> lost = [];
        for (int i = line - 1; i >= 0; i--)
        {
            ReadOnlySpan<char> text = lines[i];
            bool isPath = text.StartsWith("from ", StringComparison.Ordinal);
            if (isPath && text.EndsWith(": safe", StringComparison.Ordinal))
            {
                break;
            }

            bool isInstruction = InstructionLine.TryRead(lines[i], out _, out string instruction);
            int state = text.IndexOf(isInstruction ? "; " : ": ", StringComparison.Ordinal);
            // " R0=inv0 R10=fp0"
            bool isBare = !isInstruction && text.StartsWith(" R", StringComparison.Ordinal);
            bool hasAll = Add(isBare ? text : state < 0 ? "" : text[(state + 2)..], states, known, lost) && !isInstruction;
            if (isInstruction)
            {
                Forget(instruction, known, lost);
            }

            if (isPath || hasAll || text.StartsWith("caller:", StringComparison.Ordinal) || text.StartsWith("callee:", StringComparison.Ordinal))
            {
                break;
            }
        }

        KeyValuePair<int, string>[] named = [.. states.Where(state => Mentions(mentions, state.Key))];
        return string.Join(' ', (named.Length == 0 ? states : named.AsEnumerable()).Select(state => state.Value));
    }

    // What the registers held in front of the instruction says nothing of what they hold behind it.
    private static void Forget(string instruction, HashSet<int> known, List<string> lost)
    {
        TraceStep step = new(0, InstructionLine.Part(instruction).Instruction, "", new TraceFrame(null, null));
        if (!step.IsCall)
        {
            known.Add(step.Destination ?? FramePointer);
            return;
        }

        known.UnionWith(Enumerable.Range(0, LastArgument + 1));
        if (step.Helper is { ChangesPacket: true })
        {
            lost.Add(Packet);
        }

        if (Array.Exists(CallEffects.Releases, step.Calls))
        {
            lost.Add(Acquired);
        }
    }

    // Returns whether the text contains registers.
    private static bool Add(ReadOnlySpan<char> text, SortedDictionary<int, string> states, HashSet<int> known, List<string> lost)
    {
        bool found = false;
        while (!(text = text.TrimStart()).IsEmpty)
        {
            int end = EndOfItem(text);
            ReadOnlySpan<char> item = text[..end];
            text = text[end..];
            int equals = item.IndexOf('=');
            if (equals < 2 || item[0] != 'R')
            {
                continue;
            }

            int digits = item[1..equals].IndexOfAnyExceptInRange('0', '9') is var other && other < 0 ? equals - 1 : other;
            if (digits > 0 && int.TryParse(item.Slice(1, digits), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                found = true;
                string value = item[(equals + 1)..].ToString();
                if (known.Add(number) && !lost.Exists(kind => value.IndexOf(kind, StringComparison.Ordinal) is >= 0 and var at && (kind != Packet || at == 0)))
                {
                    states.Add(number, $"R{number}={value}");
                }
            }
        }

        return found;
    }

    // Items are separated by blanks, but "var_off=(0x0; 0xff)" has one inside.
    private static int EndOfItem(ReadOnlySpan<char> text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(':
                    depth++;
                    break;
                case ')':
                    depth--;
                    break;
                case ' ' when depth <= 0:
                    return i;
            }
        }

        return text.Length;
    }

    private static bool Mentions(string text, int register)
    {
        foreach (string name in (ReadOnlySpan<string>)[$"R{register}", $"r{register}", $"w{register}"])
        {
            for (int at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            {
                int end = at + name.Length;
                if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiDigit(text[end])))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
